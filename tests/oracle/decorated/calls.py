"""Each decorator: called well, and with one thing wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.oracle.decorated.case import app
from tests.oracle.grid.case import Case

WELL = """
activity_trigger           input_name=x
assistant_skill_trigger    arg_name=x function_description=d
blob_trigger               arg_name=x path=p connection=c
connector_trigger          arg_name=x
cosmos_db_trigger          arg_name=x connection=c database_name=d container_name=n
cosmos_db_trigger_v3       arg_name=x database_name=d collection_name=n connection_string_setting=c
dapr_binding_trigger       arg_name=x binding_name=b
dapr_service_invocation_trigger arg_name=x method_name=m
dapr_topic_trigger         arg_name=x pub_sub_name=p topic=t
event_grid_trigger         arg_name=x
event_hub_message_trigger  arg_name=x connection=c event_hub_name=e
generic_trigger            arg_name=x type=fooTrigger
kafka_trigger              arg_name=x topic=t broker_list=b
mcp_prompt_trigger         arg_name=x prompt_name=p
mcp_resource_trigger       arg_name=x uri=u resource_name=r
mcp_tool_trigger           arg_name=x tool_name=t
mysql_trigger              arg_name=x table_name=t connection_string_setting=c
orchestration_trigger      context_name=context
entity_trigger             context_name=context
queue_trigger              arg_name=x queue_name=q connection=c
schedule                   arg_name=x schedule=s
service_bus_queue_trigger  arg_name=x connection=c queue_name=q
service_bus_topic_trigger  arg_name=x connection=c topic_name=t subscription_name=s
sql_trigger                arg_name=x table_name=t connection_string_setting=c
timer_trigger              arg_name=x schedule=s
warm_up_trigger            arg_name=x
assistant_create_output    arg_name=x
assistant_post_input       arg_name=x id=i user_message=m
assistant_query_input      arg_name=x id=i timestamp_utc=t
blob_input                 arg_name=x path=p connection=c
blob_output                arg_name=x path=p connection=c
cosmos_db_input            arg_name=x connection=c database_name=d container_name=n
cosmos_db_input_v3         arg_name=x database_name=d collection_name=n connection_string_setting=c
cosmos_db_output           arg_name=x connection=c database_name=d container_name=n
cosmos_db_output_v3        arg_name=x database_name=d collection_name=n connection_string_setting=c
dapr_binding_output        arg_name=x binding_name=b operation=o
dapr_invoke_output         arg_name=x app_id=a method_name=m http_verb=v
dapr_publish_output        arg_name=x pub_sub_name=p topic=t
dapr_secret_input          arg_name=x secret_store_name=s key=k metadata=m
dapr_state_input           arg_name=x state_store=s key=k
dapr_state_output          arg_name=x state_store=s key=k
durable_client_input       client_name=x
embeddings_input           arg_name=x input=i input_type=raw_text
embeddings_store_output    arg_name=x input=i input_type=raw_text store_connection_name=s collection=c
event_grid_output          arg_name=x topic_endpoint_uri=u topic_key_setting=k
event_hub_output           arg_name=x connection=c event_hub_name=e
generic_input_binding      arg_name=x type=foo
generic_output_binding     arg_name=x type=foo
kafka_output               arg_name=x topic=t broker_list=b
mysql_input                arg_name=x command_text=t connection_string_setting=c
mysql_output               arg_name=x command_text=t connection_string_setting=c
queue_output               arg_name=x queue_name=q connection=c
semantic_search_input      arg_name=x search_connection_name=s collection=c
service_bus_queue_output   arg_name=x connection=c queue_name=q
service_bus_topic_output   arg_name=x connection=c topic_name=t
sql_input                  arg_name=x command_text=t connection_string_setting=c
sql_output                 arg_name=x command_text=t connection_string_setting=c
table_input                arg_name=x connection=c table_name=t
table_output               arg_name=x connection=c table_name=t
text_completion_input      arg_name=x prompt=p
"""
ENUMS = {
    "data_type": ("string", "text"),
    "cardinality": ("many", "lots"),
    "access_rights": ("manage", "send"),
    "source": ("event_grid", "grid"),
    "authentication_mode": ("plain", "oauth"),
    "protocol": ("ssl", "tls"),
    "key_data_type": ("long", "float"),
    "input_type": ("url", "uri"),
    "change_feed_mode": ("latest_version", "latest"),
    "command_type": ("StoredProcedure", "procedure"),
    "chat_model": ("gpt-4", "nothing"),
    "prompt_arguments": ("[]", "{"),
    "tool_properties": ("[]", "{"),
    "size": ("1", "x"),
}


class Decorator(NamedTuple):
    """A decorator and the arguments it must have."""

    name: str
    given: tuple[tuple[str, str], ...]

    @property
    def trigger(self) -> bool:
        return self.name.endswith("_trigger") or self.name == "schedule"

    def call(self, without: str = "", **more: str) -> str:
        kept = [f"{key}={value!r}" for key, value in self.given if key not in {without, *more}]
        return f"@app.{self.name}({', '.join([*kept, *(f'{k}={v}' for k, v in more.items())])})"

    def stack(self, call: str, parameter: str = "", hint: str = "") -> str:
        """A function with this decorator, and with a trigger where this one is none."""
        name = (parameter or self.given[0][1]) + (f": {hint}" if hint else "")
        if self.trigger:
            return f"{call}\nasync def f({name}): pass\n"
        return f"@app.timer_trigger('t', 's')\n{call}\nasync def f(t, {name}): pass\n"


def decorators() -> list[Decorator]:
    """Every decorator of the table."""
    rows = [line.split() for line in WELL.split("\n") if line]
    return [
        Decorator(name, tuple((w.partition("=")[0], w.partition("=")[2]) for w in words))
        for name, *words in rows
    ]


def wrong(one: Decorator) -> Iterator[tuple[str, str]]:
    """What is wrong, and the code."""
    first, _ = one.given[0]
    values = ", ".join(repr(value) for _, value in one.given)
    yield "well", one.stack(one.call())
    yield "positional", one.stack(f"@app.{one.name}({values})")
    yield "backwards", one.stack(f"@app.{one.name}({', '.join(reversed(values.split(', ')))})")
    yield "bare", one.stack(f"@app.{one.name}")
    yield "empty", one.stack(f"@app.{one.name}()")
    yield "unknown", one.stack(one.call(zzz_y="1"))
    yield "odd", one.stack(f"{one.call()[:-1]}, **{{'a-b': 1}})")
    yield "object", one.stack(one.call(zzz="object()"))
    yield "direction", one.stack(one.call(direction="1"))
    yield "twice", one.stack(f"{one.call()}\n{one.call()}")
    yield "other_parameter", one.stack(one.call(), "another")
    yield "none", one.stack(one.call(**{first: "None"}))
    yield "integer", one.stack(one.call(**{first: "5"}))
    yield "returns", one.stack(one.call(**{first: "'$return'"}), "y")
    yield "context", one.stack(one.call(**{first: "'context'"}), "context")
    for key, _ in one.given[1:]:
        yield f"without_{key}", one.stack(one.call(without=key))
        yield f"list_{key}", one.stack(one.call(**{key: "['a']"}))
        yield f"set_{key}", one.stack(one.call(**{key: "{'a'}"}))
    for key, (good, bad) in ENUMS.items():
        yield f"good_{key}", one.stack(one.call(**{key: repr(good)}))
        yield f"bad_{key}", one.stack(one.call(**{key: repr(bad)}))
    yield "number_data_type", one.stack(one.call(data_type="1"))


# kinds asked of every decorator, and those of which the seed takes a part
ALWAYS = ("well", "positional", "bare", "empty", "unknown", "other_parameter", "without_")


def cases(seed: int) -> list[Case]:
    import random

    dice = random.Random(seed)
    return [
        app(f"call_{one.name}_{kind}", code)
        for one in decorators()
        for kind, code in wrong(one)
        if kind.startswith(ALWAYS) or dice.random() < 0.1
    ]
