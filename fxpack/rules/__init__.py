"""The registry: every rule is one module of this folder, and the module's docstring is its page.

A module `fxNNN_some_name` has `SEVERITY`, `check(project)`, and `DEFAULT = False` where the rule is
off unless selected. The code and the name come from the module's name, so they cannot disagree.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from fxpack.model import Rule

MODULES = (
    "fx101_function_json_syntax",
    "fx102_no_bindings",
    "fx103_no_trigger",
    "fx104_multiple_triggers",
    "fx105_binding_without_type",
    "fx106_bad_direction",
    "fx107_bad_data_type",
    "fx108_inout_direction",
    "fx109_return_not_out",
    "fx110_invalid_binding_name",
    "fx111_duplicate_binding_name",
    "fx112_underscore_binding_name",
    "fx113_unknown_binding_type",
    "fx114_binding_type_case",
    "fx115_unknown_binding_property",
    "fx116_missing_binding_property",
    "fx117_bad_binding_property",
    "fx118_invalid_function_name",
    "fx119_nested_function_json",
    "fx123_misspelt_member",
    "fx124_bad_binding_member",
    "fx136_first_runtime_function",
    "fx201_script_missing",
    "fx202_script_extension",
    "fx203_script_dotted_stem",
    "fx204_script_outside_app",
    "fx205_script_undetermined",
    "fx206_syntax_error",
    "fx207_entry_point_missing",
    "fx208_entry_point_not_callable",
    "fx209_import_time_name_error",
    "fx210_import_time_attribute_error",
    "fx211_unbound_parameter",
    "fx212_unused_binding",
    "fx213_context_annotation",
    "fx214_entry_point_without_hints",
    "fx215_not_a_keyword_parameter",
    "fx216_unreadable_file",
    "fx217_import_time_raise",
    "fx221_unresolvable_annotation",
    "fx222_bare_out",
    "fx223_non_type_annotation",
    "fx224_out_binding_without_out",
    "fx225_in_binding_with_out",
    "fx226_annotation_mismatch",
    "fx227_return_out",
    "fx228_non_type_return",
    "fx229_return_mismatch",
    "fx231_http_request_as_text",
    "fx232_value_without_return",
    "fx233_generator_entry_point",
    "fx234_blocking_call",
    "fx301_app_package_import",
    "fx302_parent_relative_import",
    "fx303_import_beyond_top_level",
    "fx304_sibling_import",
    "fx305_namespace_folder",
    "fx306_shadowed_module",
    "fx307_missing_app_module",
    "fx308_missing_module",
    "fx309_missing_library_name",
    "fx310_star_import_fails",
    "fx501_local_settings_published",
    "fx502_virtualenv_published",
    "fx503_funcignore_drops_function",
    "fx504_funcignore_drops_host_json",
    "fx505_funcignore_drops_requirements",
    "fx590_unused_noqa",
)


def _rule(module: ModuleType) -> Rule:
    code, _, name = module.__name__.rpartition(".")[2].partition("_")
    return Rule(
        code=code.upper(),
        name=name.replace("_", "-"),
        severity=module.SEVERITY,
        default=getattr(module, "DEFAULT", True),
        page=module.__doc__ or "",
        check=module.check,
    )


RULES: tuple[Rule, ...] = tuple(_rule(import_module(f"fxpack.rules.{name}")) for name in MODULES)
