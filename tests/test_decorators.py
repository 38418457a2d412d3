"""fxpack.decorators by values; tests/oracle compares it with the library for every decorator."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.decorators import (
    UNKNOWN,
    Argument,
    Call,
    Effect,
    EnumValue,
    apply,
    built,
    construct,
    is_decorator,
)
from fxpack.decorators.table import choices, entry
from fxpack.facts import table
from fxpack.model import CodeSpan, Problem
from fxpack.schema import binding_type

APP, DURABLE = "azure.functions.FunctionApp", "azure.durable_functions.DFApp"
AT = CodeSpan("function_app.py", 5, 0, 5, 40)
QUEUE = {"arg_name": "msg", "queue_name": "jobs", "connection": "Storage"}
IN_QUEUE, IN_ROWS = ("IN", "queueTrigger", "msg"), ("IN", "mysql", "rows")
RETRY = {"strategy": "fixed_delay", "max_retry_count": "3", "delay_interval": "00:00:10"}
BACKOFF = {"strategy": "exponential_backoff", "max_retry_count": 3}


def span(number: int) -> CodeSpan:
    return AT._replace(line=number, end_line=number)


def call(decorator: str, *positional: Any, register: Any = APP, **keywords: Any) -> Call:
    """A call with each argument on a line of its own, from line 100 on."""
    places = map(span, range(100, 1000))
    return Call(
        decorator=decorator,
        register=register,
        at=AT,
        positional=tuple(Argument(value, next(places)) for value in positional),
        keywords={name: Argument(value, next(places)) for name, value in keywords.items()},
    )


def effect(decorator: str, *positional: Any, python: Any = (3, 13), **keywords: Any) -> Effect:
    return apply(call(decorator, *positional, **keywords), python)


# -- what is added --------------------------------------------------------------------------------


def raw(direction: str, type_: Any, name: Any, **members: Any) -> dict[str, Any]:
    return {"direction": direction, "type": type_, "name": name, **members}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            call("queue_trigger", **QUEUE, data_type="binary"),
            raw(*IN_QUEUE, queueName="jobs", connection="Storage", dataType="BINARY"),
        ),
        (
            call("blob_trigger", "b", "in/{x}", "c", EnumValue("BlobSource", "EVENT_GRID")),
            raw("IN", "blobTrigger", "b", path="in/{x}", connection="c", source="EventGrid"),
        ),
        (
            call("mysql_input", "rows", "select 1", connection_string_setting="Db"),
            raw(*IN_ROWS, commandText="select 1", connectionStringSetting="Db", commandType="Text"),
        ),
        (
            call("generic_output_binding", "out", "sendGrid", api_key="Key", to=("a", None)),
            raw("OUT", "sendGrid", "out", apiKey="Key", to=["a", None]),
        ),
        (
            call("dapr_topic_trigger", "x", "p", "t", route=""),
            raw("IN", "daprTopicTrigger", "x", pubSubName="p", topic="t", route="t"),
        ),
        (
            call("mcp_tool_trigger", "x", "greet", metadata="{}"),
            raw(
                "IN", "mcpToolTrigger", "x", toolName="greet", metadata="{}", useResultSchema=False
            ),
        ),
        (
            call("durable_client_input", "client", task_hub=None, connection_name="c"),
            raw("IN", "durableClient", "client", connectionName="c"),
        ),
    ],
)
def test_one_binding(made: Call, expected: dict[str, Any]) -> None:
    found = apply(made, (3, 13))
    (binding,) = found.bindings
    assert binding.properties == expected
    assert (binding.name, binding.type) == (expected["name"], expected["type"])
    assert binding.direction == expected["direction"].lower()
    assert binding.data_type == expected.get("dataType")
    assert (found.problems, found.later, found.undecided) == ((), (), "")


def test_a_route_is_two_bindings() -> None:
    methods = ["get", EnumValue("HttpMethod", "POST"), UNKNOWN]
    found = effect("route", "hello", methods=methods, binding_arg_name="out", auth_level="admin")
    trigger, output = found.bindings
    assert found.trigger
    written = {"methods": ["GET", "POST", UNKNOWN], "authLevel": "ADMIN", "route": "hello"}
    assert trigger.properties == raw("IN", "httpTrigger", "req", **written)
    assert output.properties == raw("OUT", "http", "out")
    assert trigger.at() == trigger.at("name") == output.at("direction") == AT
    assert (trigger.at("route"), trigger.at("authLevel")) == (span(100), span(103))
    assert output.at("name") == span(102)


def test_what_an_app_adds_to_its_http_triggers() -> None:
    http, output = built(effect("route").bindings, "hello", "ANONYMOUS")
    assert (http.properties["route"], http.properties["authLevel"]) == ("hello", "ANONYMOUS")
    assert "route" not in output.properties
    said = effect("route", "x", auth_level="admin").bindings
    assert built(said, "hello", "ANONYMOUS") == said
    assert "authLevel" not in built(effect("route").bindings, "hello", None)[0].properties


def test_an_unknown_argument_is_an_unknown_member() -> None:
    found = effect("generic_trigger", UNKNOWN, type=UNKNOWN, path=[UNKNOWN], foo=None)
    (binding,) = found.bindings
    assert (binding.name, binding.type, binding.direction) == (None, None, "in")
    assert binding.properties == raw("IN", UNKNOWN, UNKNOWN, path=[UNKNOWN])


def test_what_may_be_among_unknown_arguments_is_unknown() -> None:
    (binding,) = apply(call("queue_trigger", "msg")._replace(open=True), (3, 13)).bindings
    assert binding.name == "msg"
    assert binding.properties["queueName"] is binding.properties["dataType"] is UNKNOWN
    topic = call("dapr_topic_trigger", "x", "p", "t")
    assert apply(topic, (3, 13)).bindings[0].properties["route"] == "t"
    assert apply(topic._replace(open=True), (3, 13)).bindings[0].properties["route"] is UNKNOWN


@pytest.mark.parametrize(
    ("decorator", "register", "durable", "below"),
    [
        ("orchestration_trigger", APP, "orchestrator", "dropped"),
        ("orchestration_trigger", DURABLE, "orchestrator", "refused"),
        ("entity_trigger", DURABLE, "entity", "refused"),
        ("activity_trigger", APP, "activity", "dropped"),
        ("activity_trigger", "azure.durable_functions.Blueprint", "activity", ""),
        ("durable_client_input", APP, "client", "dropped"),
        ("durable_client_input", DURABLE, "client", ""),
    ],
)
def test_durable_functions(decorator: str, register: str, durable: str, below: str) -> None:
    found = effect(decorator, "context", register=register)
    assert (found.durable, found.below) == (durable, below)
    assert (found.problems, found.later) == ((), ())


def test_settings() -> None:
    found = effect("function_name", "hello")
    assert (found.setting, found.name) == ("function_name", Argument("hello", span(100)))
    assert (found.bindings, found.trigger, found.registers) == ((), False, True)
    assert effect("retry", **RETRY).setting == "retry_policy"
    assert not effect("mcp_tool_property", "name").registers


def test_which_class_has_which_decorator() -> None:
    new, old = (3, 13), (3, 11)
    assert is_decorator("route", "azure.functions.Blueprint", new)
    assert is_decorator("connector_trigger", APP, old)
    assert not is_decorator("register_functions", APP, new)
    assert not is_decorator("durable_openai_agent_orchestrator", APP, new)
    assert is_decorator("durable_openai_agent_orchestrator", DURABLE, new)
    assert not is_decorator("route", "azure.functions.FunctionRegister", new)
    assert not is_decorator("route", "shared.App", new)
    assert effect("nope").undecided == f"{APP} has no decorator nope"


# -- what is wrong --------------------------------------------------------------------------------


def shown(problem: Problem) -> tuple[Any, ...]:
    """A problem without what is the same in all of its kind, and its line."""
    left_out = ("decorator", "choices", "without_parentheses")
    detail = {key: each for key, each in problem.detail.items() if key not in left_out}
    assert isinstance(problem.at, CodeSpan)
    return problem.kind, {key: each for key, each in detail.items() if each}, problem.at.line


ARGUMENTS, CHOICE = "wrong-decorator-arguments", "invalid-decorator-choice"
VALUE, TARGET = "unusable-decorator-value", "event-grid-output-target"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (call("timer_trigger", "t"), (ARGUMENTS, {"missing": ["schedule"]}, 5)),
        (call("table_input", "t", "c", "n", nope=1), (ARGUMENTS, {"unknown": ["nope"]}, 103)),
        (call("function_name", "a", None, 3, 4), (ARGUMENTS, {"too_many": 2}, 102)),
        (call("timer_trigger", "t", "x", arg_name="t"), (ARGUMENTS, {"repeated": ["arg_name"]}, 102)),
        (call("queue_trigger", **QUEUE, name="x"), (ARGUMENTS, {"repeated": ["name"]}, 103)),
        (
            call("route", trigger_extra_fields={"route": "x"}),
            (ARGUMENTS, {"repeated": ["route"]}, 100),
        ),
        (
            call("route", auth_level="anon"),
            (CHOICE, {"argument": "auth_level", "value": "anon"}, 100),
        ),
        (
            call("route", methods="GET"),
            (CHOICE, {"argument": "methods", "value": "GET", "hint": "list"}, 100),
        ),
        (
            call("route", methods=["GET", "NOPE"]),
            (CHOICE, {"argument": "methods", "value": "NOPE"}, 100),
        ),
        (call("route", methods=5), (CHOICE, {"argument": "methods", "value": 5, "hint": "list"}, 100)),
        (
            call("queue_trigger", **QUEUE, data_type=1),
            (CHOICE, {"argument": "data_type", "value": 1}, 103),
        ),
        (
            call("route", trigger_extra_fields={"data_type": "STRING"}),
            (CHOICE, {"argument": "data_type", "value": "STRING"}, 100),
        ),
        (
            call("route", auth_level=EnumValue("AuthLevel", "ANON")),
            (CHOICE, {"argument": "auth_level", "value": EnumValue("AuthLevel", "ANON")}, 100),
        ),
        (call("event_grid_output", "e"), (TARGET, {}, 5)),
        (call("event_grid_output", "e", connection="c", topic_key_setting="k"), (TARGET, {}, 5)),
        (
            call("mcp_prompt_trigger", "c", "p", prompt_arguments=["x"]),
            (VALUE, {"argument": "prompt_arguments", "why": "takes objects of azure.functions, not list"}, 102),
        ),
        (
            call("route", binding_extra_fields=[1]),
            (VALUE, {"argument": "binding_extra_fields", "why": "is not a dict with texts as keys"}, 100),
        ),
    ],
)  # fmt: skip
def test_what_the_library_refuses(made: Call, expected: tuple[Any, ...]) -> None:
    found = apply(made, (3, 13))
    assert [shown(problem) for problem in found.problems] == [expected]
    assert found.later == ()


def unusable(argument: str, why: str, line: int) -> tuple[Any, ...]:
    return VALUE, {"argument": argument, "why": why}, line


def retry(member: str, value: Any, why: str, line: int) -> tuple[Any, ...]:
    detail = {"member": member, "value": value, "why": why}
    return "invalid-retry-policy", {key: each for key, each in detail.items() if each}, line


NO_WORD = "is no word of letters, with digits only at its end, and not in snake case"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (call("queue_trigger", **QUEUE, größe=1), unusable("größe", NO_WORD, 103)),
        (call("queue_trigger", **QUEUE, oauth2token="x"), unusable("oauth2token", NO_WORD, 103)),
        (
            call("queue_trigger", **QUEUE, tags={1}),
            unusable("tags", "cannot be written as JSON: it is set", 103),
        ),
        (
            call("timer_trigger", "t", [{(1,): 2}]),
            unusable("schedule", "cannot be written as JSON: it is tuple as a key", 101),
        ),
        (call("timer_trigger", 5, "x"), unusable("arg_name", "is not text", 100)),
        (
            call("entity_trigger", "ctx"),
            ("durable-context-name", {"value": "ctx"}, 100),
        ),
        (call("function_name", 5), ("function-name-not-text", {"value": 5}, 100)),
        (call("function_name", None), ("function-name-not-text", {}, 100)),
        (
            call("retry", **{**RETRY, "max_retry_count": "x"}),
            retry("max_retry_count", "x", "is not a whole number", 101),
        ),
        (
            call("retry", **{**RETRY, "max_retry_count": 2**31}),
            retry("max_retry_count", 2**31, "is too large", 101),
        ),
        (
            call("retry", **{**RETRY, "strategy": "fixedDelay"}),
            retry("strategy", "fixedDelay", "is neither fixed_delay nor exponential_backoff", 100),
        ),
        (
            call("retry", **{**RETRY, "delay_interval": "10"}),
            retry("delay_interval", "10", "is not a time as 00:00:10", 102),
        ),
        (
            call("retry", **{**RETRY, "delay_interval": 10}),
            retry("delay_interval", 10, "is not text", 102),
        ),
        (
            call("retry", strategy="fixed_delay", max_retry_count="3"),
            retry("delay_interval", None, "is not given", 5),
        ),
        (
            call("retry", **BACKOFF, minimum_interval="1 h"),
            retry("minimum_interval", "1 h", "is not a time as 00:00:10", 102),
        ),
    ],
)  # fmt: skip
def test_what_the_worker_refuses(made: Call, expected: tuple[Any, ...]) -> None:
    found = apply(made, (3, 13))
    assert [shown(problem) for problem in found.later] == [expected]
    assert found.problems == ()


@pytest.mark.parametrize(
    "made",
    [
        call("route", methods=["get", "Post"], auth_level=EnumValue("AuthLevel", "ADMIN")),
        call("route", auth_level=5, methods=None),
        call("queue_trigger", **QUEUE, data_type=0, foo_bar={"a": [1, None]}),
        call("event_grid_output", "event", connection=UNKNOWN),
        call("event_grid_output", "event", topic_endpoint_uri="a", topic_key_setting="b"),
        call("retry", **RETRY, setting_extra_fields={"extra": 1}),
        call("retry", **{**RETRY, "strategy": UNKNOWN, "delay_interval": "10"}),
        call("orchestration_trigger", UNKNOWN, input_type=UNKNOWN, register=DURABLE),
        call("mcp_prompt_trigger", "c", "p", prompt_arguments=[UNKNOWN]),
        call("mcp_tool_property", "x", property_type=EnumValue("McpPropertyType", "FLOAT")),
        call("timer_trigger")._replace(open=True),
    ],
)
def test_what_is_right_or_cannot_be_told(made: Call) -> None:
    found = apply(made, (3, 13))
    assert (found.problems, found.later, found.undecided) == ((), (), "")


@pytest.mark.parametrize(
    ("made", "older", "newer"),
    [
        (call("route", methods=["QUERY"]), [CHOICE], []),
        (call("retry", **BACKOFF), ["invalid-retry-policy"] * 2, []),
        (call("retry", **BACKOFF, minimum_interval=""), ["invalid-retry-policy"] * 2, []),
        (call("function_name", b"x"), ["function-name-not-text"], []),
    ],
)
def test_what_differs_between_pythons(made: Call, older: list[str], newer: list[str]) -> None:
    for python, expected in (((3, 11), older), ((3, 13), newer), ((3, 15), newer)):
        found = apply(made, python)
        assert [problem.kind for problem in (*found.problems, *found.later)] == expected


def test_a_parameter_that_came_later_is_a_further_member_before() -> None:
    mode = EnumValue("CosmosDBChangeFeedMode", "LATEST_VERSION")
    arguments = {"connection": "c", "database_name": "d", "container_name": "e"}
    for python, written in (((3, 12), "LATEST_VERSION"), ((3, 13), "LatestVersion")):
        found = effect("cosmos_db_trigger", "x", **arguments, change_feed_mode=mode, python=python)
        assert found.bindings[0].properties["changeFeedMode"] == written


def test_nothing_is_wrong_where_the_library_is_older_than_the_decorator_as_it_is() -> None:
    made = call("embeddings_store_output", "x", "y", "z", connection_name="c", collection="d")
    assert [problem.kind for problem in apply(made, (3, 11)).problems] == [ARGUMENTS]
    assert [problem.kind for problem in apply(made, (3, 11), (1, 24, 0)).problems] == [ARGUMENTS]
    old = apply(made, (3, 11), (1, 23))
    assert (old.problems, old.later) == ((), ())
    reason = "before azure-functions 1.24.0, embeddings_store_output was not what it is now"
    assert old.undecided == reason
    assert old.bindings[0].name == "x"
    # that of azure-functions-durable is its own
    context = call("entity_trigger", "ctx", register=DURABLE)
    assert apply(context, (3, 11), (1, 19)).later


def test_without_parentheses() -> None:
    for decorator, kind in (
        ("route", "decorator-without-parentheses"),
        ("timer_trigger", ARGUMENTS),
    ):
        found = apply(call(decorator)._replace(bare=True), (3, 13))
        (problem,) = found.problems
        assert (problem.kind, problem.at) == (kind, AT)
        assert problem.detail.get("without_parentheses", True)
    assert not apply(call("route")._replace(bare=True), (3, 13)).registers
    agent = call("durable_openai_agent_orchestrator", register=DURABLE)
    bare = apply(agent._replace(bare=True), (3, 13))
    assert bare.problems == ()
    assert bare.undecided == "durable_openai_agent_orchestrator needs the package agents"


# -- classes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("register", "keywords", "level", "kinds"),
    [
        (APP, {}, "FUNCTION", []),
        (APP, {"http_auth_level": "ANONYMOUS"}, "ANONYMOUS", []),
        (APP, {"http_auth_level": EnumValue("AuthLevel", "ADMIN")}, "ADMIN", []),
        (APP, {"http_auth_level": None}, None, []),
        (APP, {"http_auth_level": UNKNOWN}, UNKNOWN, []),
        (APP, {"http_auth_level": "anonymous"}, UNKNOWN, [CHOICE]),
        (APP, {"auth_level": "ANONYMOUS"}, UNKNOWN, [ARGUMENTS]),
        ("azure.functions.AsgiFunctionApp", {}, UNKNOWN, [ARGUMENTS]),
        (DURABLE, {"http_auth_level": "anonymous"}, UNKNOWN, [CHOICE]),
        ("azure.durable_functions.Blueprint", {"http_auth_level": "anonymous"}, "anonymous", []),
        ("azure.functions.Blueprint", {"anything": 1}, "FUNCTION", []),
        ("shared.App", {"anything": 1}, UNKNOWN, []),
    ],
)
def test_constructors(
    register: str, keywords: dict[str, Any], level: Any, kinds: list[str]
) -> None:
    found = construct(call("App", register=register, **keywords), (3, 13))
    assert [problem.kind for problem in found.problems] == kinds
    assert found.auth_level == level


def test_a_level_in_lower_case_is_shown_what_it_should_be() -> None:
    made = call("FunctionApp", http_auth_level="anonymous")
    (problem,) = construct(made, (3, 13)).problems
    assert shown(problem) == (
        CHOICE,
        {"argument": "http_auth_level", "value": "anonymous", "hint": "upper case"},
        100,
    )
    assert problem.detail["choices"] == ("FUNCTION", "ANONYMOUS", "ADMIN")


def test_the_function_of_an_asgi_app() -> None:
    register = "azure.functions.AsgiFunctionApp"
    made = construct(call("AsgiFunctionApp", UNKNOWN, "ADMIN", register=register), (3, 12))
    setting, route = made.function
    assert setting.name == Argument("http_app_func", AT)
    http, output = route.bindings
    methods = ["GET", "POST", "DELETE", "HEAD", "PATCH", "PUT", "OPTIONS"]
    written = {"methods": methods, "authLevel": "ADMIN", "route": "/{*route}"}
    assert http.properties == raw("IN", "httpTrigger", "req", **written)
    assert output.name == "$return"
    named = construct(call("A", UNKNOWN, register=register, function_name=5), (3, 13))
    assert [problem.kind for problem in named.function[0].later] == ["function-name-not-text"]


# -- laws -----------------------------------------------------------------------------------------

VALUES = ("text", "10", None, 0, 5, True, b"x", ["GET"], ["x", {1}], {"a": 1}, {"name": 1}, UNKNOWN)
NAMES = sorted(table("decorators")["decorators"])


def said(made: Call, python: tuple[int, int]) -> set[tuple[str, Any]]:
    """What is wrong and where; what does not fit a signature is said once, wherever that is."""
    found = apply(made, python)
    every = (*found.problems, *found.later)
    return {(each.kind, each.kind != ARGUMENTS and each.at) for each in every}


@given(data=st.data(), python=st.sampled_from([(3, 10), (3, 12), (3, 13), (3, 14)]))
def test_less_known_is_never_more_wrong(data: st.DataObject, python: tuple[int, int]) -> None:
    name = data.draw(st.sampled_from(NAMES))
    found = entry(name, APP, python)
    assert found
    names = [*found.parameters, "foo_bar", "2x", "name", "data_type"]
    chosen = data.draw(st.lists(st.sampled_from(names), unique=True))
    keywords = {each: data.draw(st.sampled_from(VALUES)) for each in chosen}
    positional = data.draw(st.lists(st.sampled_from(VALUES), max_size=4))
    made = call(name, *positional, **keywords)
    faults = said(made, python)
    if (ARGUMENTS, False) not in faults:
        assert said(made._replace(open=True), python) <= faults
    for key, argument in made.keywords.items():
        unknown = {**made.keywords, key: argument._replace(value=UNKNOWN)}
        assert said(made._replace(keywords=unknown), python) <= faults


def test_every_entry_can_be_read() -> None:
    facts = table("decorators")
    enums = set()
    for register, names in ((APP, facts["decorators"]), (DURABLE, facts["durable"])):
        for name in names:
            for python in ((3, 11), (3, 13)):
                found = entry(name, register, python)
                assert found
                enums |= {(each.enum, python) for each in found.parameters.values() if each.enum}
                for parameter in found.parameters.values():
                    assert parameter.binding < max(len(found.adds), 1)
                    assert parameter.name.isidentifier()
    assert all(choices(enum, python) for enum, python in enums)
    assert len(enums) > 10


@pytest.mark.parametrize("name", [name for name in NAMES if "generic" not in name])
def test_the_schema_of_function_json_knows_every_member(name: str) -> None:
    found = entry(name, APP, (3, 13))
    assert found
    anything = {key: Argument(UNKNOWN, AT) for key in found.parameters}
    required = {key: Argument("x", AT) for key in list(found.parameters)[: found.required]}
    required |= {"connection": Argument("x", AT)} if "topic_key_setting" in found.parameters else {}
    for keywords in (anything, required):
        for binding in apply(call(name)._replace(keywords=keywords), (3, 13)).bindings:
            kind = binding_type(binding.type or "")
            assert kind
            members = kind.known(binding.properties)
            # those of Azure OpenAI are not in it
            assert not kind.own or members.keys() == binding.properties.keys()
            assert any(map(members.keys().__ge__, kind.required))
            written = {key: value for key, value in members.items() if value is not UNKNOWN}
            assert all(kind.checks[key](value) for key, value in written.items())
