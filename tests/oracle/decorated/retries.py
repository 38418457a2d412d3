"""Retry policies: strategies, counts and intervals."""

from __future__ import annotations

import itertools
import random

from tests.oracle.decorated.case import numbered
from tests.oracle.grid.case import Case

STRATEGIES = ("'fixed_delay'", "'exponential_backoff'", "'fixedDelay'", "'exponentialBackoff'",
              "'FIXED_DELAY'", "'linear'", "''", "None", "0", "1", "5", "b'fixed_delay'",
              "func.AuthLevel.ADMIN", "Strategy.FIXED", "Text.FIXED", "STRATEGY")  # fmt: skip
COUNTS = ("'3'", "3", "'-1'", "-1", "0", "'0'", "'abc'", "''", "None", "3.7", "'3.7'", "True",
          "' 3 '", "'1_0'", "2**31", "2**31 - 1", "'0x3'", "[3]", "COUNT", "str(3)")  # fmt: skip
INTERVALS = ("'00:00:10'", "'0:0:1'", "'10'", "'24:00:00'", "'23:59:59'", "'00:60:00'", "'00:00:60'",
             "'00:00:61'", "'00:00:62'", "'1.00:00:00'", "'00:00:01.5'", "' 00:00:10'", "'00:00:10 '",
             "'00 : 00 : 10'", "''", "None", "10", "datetime.timedelta(seconds=10)", "'PT10S'",
             "'000:00:10'", "'-00:00:10'", "DELAY", "f'00:00:{10}'", "'００:00:10'")  # fmt: skip
HEAD = """import datetime, enum
import azure.functions as func
app = func.FunctionApp()
class Strategy(enum.Enum):
    FIXED = "fixed_delay"
class Text(str, enum.Enum):
    FIXED = "fixed_delay"
STRATEGY = "fixed_delay"
COUNT = "4"
DELAY = "00:00:05"
"""
CALLS = (
    "'fixed_delay', '3', '00:00:10'",
    "'exponential_backoff', '3', None, '00:00:10', '00:01:00'",
    "'exponential_backoff', '3', '00:00:10'",
    "'fixed_delay', '3', minimum_interval='00:00:10', maximum_interval='00:01:00'",
    "'fixed_delay'",
    "",
    "max_retry_count='3', delay_interval='00:00:10'",
    "strategy='fixed_delay', max_retry_count='3', delay_interval='00:00:10', extra=1",
    "strategy='fixed_delay', max_retry_count='3', delay='00:00:10'",
    "strategy='fixed_delay', max_retry_count='3', delay_interval='00:00:10', setting_extra_fields={'a': 1}",
    "strategy='fixed_delay', max_retry_count='3', delay_interval='00:00:10', setting_extra_fields={'delay_interval': 1}",
    "strategy='fixed_delay', max_retry_count='3', delay_interval='00:00:10', setting_extra_fields={'setting_name': 'x'}",
    "'fixed_delay', '3', '00:00:10', '00:00:10', '00:00:10', {}, 1",
    "**{'strategy': 'fixed_delay', 'max_retry_count': '3', 'delay_interval': '00:00:10'}",
    "**{'strategy': 'fixed_delay', 'max_retry_count': '3'}",
)
STACKS = (
    "@app.retry('fixed_delay', '3', '00:00:10')\n@app.retry('linear', 'x')\n@app.timer_trigger('t', 's')",
    "@app.retry('linear', 'x')\n@app.retry('fixed_delay', '3', '00:00:10')\n@app.timer_trigger('t', 's')",
    "@app.timer_trigger('t', 's')\n@app.retry('fixed_delay', '3', '00:00:10')",
    "@app.timer_trigger('t', 's')\n@app.retry('fixed_delay', '3')",
    "@app.function_name('n')\n@app.retry('fixed_delay', '3', '1')\n@app.timer_trigger('t', 's')",
    "@app.activity_trigger('t')\n@app.retry('fixed_delay', '3', '1')",
    "@app.retry('fixed_delay', '3', '1')\n@app.activity_trigger('t')",
)


def fixed(strategy: str, count: str, delay: str) -> str:
    return f"strategy={strategy}, max_retry_count={count}, delay_interval={delay}"


def growing(strategy: str, count: str, least: str, most: str) -> str:
    intervals = f"minimum_interval={least}, maximum_interval={most}"
    return f"strategy={strategy}, max_retry_count={count}, {intervals}"


def function(call: str) -> str:
    return f"@app.retry({call})\n@app.timer_trigger('t', 's')\ndef f(t): pass\n"


def cases(seed: int) -> list[Case]:
    dice = random.Random(seed)
    ten = "'00:00:10'"
    codes = [function(call) for call in CALLS]
    codes += [f"{stack}\ndef f(t): pass\n" for stack in STACKS]
    codes += [function(fixed(strategy, "3", ten)) for strategy in STRATEGIES]
    codes += [function(growing(strategy, "3", ten, ten)) for strategy in STRATEGIES]
    codes += [function(fixed(STRATEGIES[0], count, ten)) for count in COUNTS]
    codes += [function(growing(STRATEGIES[1], count, ten, ten)) for count in COUNTS[:12]]
    codes += [function(fixed(STRATEGIES[0], "3", delay)) for delay in INTERVALS]
    pairs = [*itertools.product(INTERVALS, INTERVALS)]
    for least, most in dice.sample(pairs, 40):
        codes.append(function(growing(dice.choice(STRATEGIES[:4]), "3", least, most)))
    return numbered("retry", codes, HEAD)
