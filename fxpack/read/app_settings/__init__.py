"""The app settings that an app needs, against those it has on its developer's machine.

local      local.settings.json as func reads it
named      the settings that bindings name
environ    the settings that code takes out of os.environ
elsewhere  where else these may come from
problems   what is wrong with all of these
"""
