"""The registry: every rule is one module of this folder, and the module's docstring is its page.

A module `fxNNN_some_name` has `SEVERITY` and `check`, which is given a `Project`, or an `Archive`
where the rule is about a zip. The code and the name come from the module's name, so they cannot
disagree. A module is imported when there is something to ask it: a clean app needs few of them.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import cast

from fxpack.model import Rule, RuleModule

SEARCHING = (
    "fx102_no_bindings",
    "fx103_no_trigger",
    "fx104_multiple_triggers",
    "fx105_binding_without_type",
    "fx106_bad_direction",
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
    "fx120_invalid_retry",
    "fx121_invalid_schedule",
    "fx122_route_clash",
    "fx123_misspelt_member",
    "fx125_lenient_json",
    "fx130_host_json_missing",
    "fx132_host_json_version",
    "fx133_host_json_schema",
    "fx134_missing_extension_bundle",
    "fx135_extension_bundle_unsupported",
    "fx301_app_package_import",
    "fx302_parent_relative_import",
    "fx305_namespace_folder",
    "fx306_shadowed_module",
    "fx307_missing_app_module",
    "fx315_unused_requirement",
    "fx411_unpinned_requirement",
    "fx501_local_settings_published",
    "fx502_virtualenv_published",
    "fx503_funcignore_drops_function",
    "fx504_funcignore_drops_host_json",
    "fx505_funcignore_drops_requirements",
    "fx506_funcignore_read_otherwise",
    "fx590_unused_noqa",
    "fx725_host_refuses_function",
)
"""Rules that look at the whole project."""

REPORTING = (
    "fx101_function_json_syntax",
    "fx107_bad_data_type",
    "fx119_nested_function_json",
    "fx124_bad_binding_member",
    "fx131_host_json_syntax",
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
    "fx303_import_beyond_top_level",
    "fx304_sibling_import",
    "fx308_missing_module",
    "fx309_missing_library_name",
    "fx310_star_import_fails",
    "fx311_unpublished_module",
    "fx312_unrequired_module",
    "fx313_deferred_import_fails",
    "fx314_removed_module",
    "fx401_unreadable_requirements",
    "fx402_invalid_requirement",
    "fx403_ignored_requirement_option",
    "fx404_missing_azure_functions",
    "fx405_worker_requirement",
    "fx406_standard_library_requirement",
    "fx407_requirement_not_for_linux",
    "fx408_requirement_of_another_system",
    "fx409_conflicting_requirements",
    "fx410_duplicate_requirement",
    "fx412_credentials_in_requirements",
    "fx413_requirement_outside_app",
    "fx414_editable_requirement",
    "fx415_extra_index_without_hashes",
    "fx601_connection_string_in_binding",
    "fx602_missing_setting",
    "fx603_wrong_worker_runtime",
    "fx604_invalid_process_count",
    "fx605_retired_extension_version",
    "fx606_unknown_python_setting",
    "fx607_missing_storage_setting",
    "fx608_unreadable_local_settings",
    "fx621_python_not_on_plan",
    "fx622_python_out_of_support",
    "fx623_retired_proxies",
    "fx641_write_into_app",
    "fx651_azure_key_in_file",
    "fx652_password_in_connection_string",
    "fx653_sas_token_in_file",
    "fx654_function_key_in_file",
    "fx655_client_secret_in_file",
    "fx656_private_key_in_file",
    "fx657_access_token_in_file",
    "fx658_password_in_url",
    "fx701_no_function_app",
    "fx702_several_function_apps",
    "fx703_invalid_script_name",
    "fx704_function_without_trigger",
    "fx705_second_trigger",
    "fx706_duplicate_function_name",
    "fx707_not_decoratable",
    "fx708_decorators_of_two_apps",
    "fx709_invalid_decorator_choice",
    "fx710_wrong_decorator_arguments",
    "fx711_registers_no_blueprint",
    "fx712_event_grid_output_target",
    "fx713_durable_context_name",
    "fx714_invalid_retry_policy",
    "fx715_unusable_decorator_value",
    "fx716_function_name_not_text",
    "fx717_unknown_decorator",
    "fx718_streaming_types_mixed",
    "fx721_decorator_without_parentheses",
    "fx722_unregistered_blueprint",
    "fx723_v1_function_in_v2_app",
    "fx724_unread_function_app",
    "fx726_function_registered_too_late",
    "fx727_app_without_functions",
    "fx728_sync_durable_client",
)
"""Rules that say what a reader met: the kind of the problem is the name of the rule."""

ARCHIVE = (
    "fx901_unreadable_zip",
    "fx902_unsafe_name",
    "fx903_duplicate_member",
    "fx904_case_clash",
    "fx905_link_in_zip",
    "fx906_zip_bomb",
    "fx907_zip_too_large",
    "fx908_unpacked_too_large",
    "fx911_host_json_not_at_root",
    "fx912_script_not_in_zip",
    "fx913_no_functions_in_zip",
    "fx914_requirements_not_in_zip",
    "fx915_broken_json_in_zip",
    "fx921_requirement_not_installed",
    "fx922_dependency_not_installed",
    "fx923_packages_elsewhere",
    "fx924_package_for_another_platform",
    "fx925_foreign_machine",
    "fx926_glibc_too_new",
    "fx927_library_missing",
    "fx928_virtualenv_in_zip",
    "fx931_secret_in_zip",
)
"""Rules that look at a zip, which is no project."""

OFF = frozenset(
    {
        "fx125_lenient_json",
        "fx315_unused_requirement",
        "fx411_unpinned_requirement",
        "fx590_unused_noqa",
    }
)
"""Rules that are off unless selected."""

MODULES = tuple(sorted((*SEARCHING, *REPORTING)))


def _load(module: str) -> RuleModule:
    return cast("RuleModule", import_module(f"fxpack.rules.{module}"))


def _rule(module: str) -> Rule:
    code, _, name = module.partition("_")
    name = name.replace("_", "-")
    return Rule(
        code=code.upper(),
        name=name,
        default=module not in OFF,
        kind=name if module in REPORTING else "",
        load=partial(_load, module),
    )


RULES: tuple[Rule, ...] = tuple(map(_rule, MODULES))
"""Those about an app, which `lint` runs."""

ARCHIVE_RULES: tuple[Rule, ...] = tuple(map(_rule, ARCHIVE))
"""Those about a zip, which `check` and `build` run."""

EVERY: tuple[Rule, ...] = (*RULES, *ARCHIVE_RULES)
