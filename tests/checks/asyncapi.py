"""Holds the AsyncAPI document of the live room against AsyncAPI 3.0 and against itself: its
structure, its references, its schemas, and its examples.

usage: asyncapi.py <asyncapi.yaml>
"""

import sys

import jsonschema
import yaml

# The fixed and required fields of AsyncAPI 3.0.0, as far as the document uses the standard.
FIELDS = {
    "document": ({"asyncapi", "info"}, {"id", "servers", "defaultContentType", "channels", "operations", "components"}),
    "info": ({"title", "version"}, {"description", "termsOfService", "contact", "license", "tags", "externalDocs"}),
    "server": ({"host", "protocol"}, {"protocolVersion", "pathname", "description", "title", "summary", "variables", "security", "tags", "externalDocs", "bindings"}),
    "channel": (set(), {"address", "messages", "title", "summary", "description", "servers", "parameters", "tags", "externalDocs", "bindings"}),
    "operation": ({"action", "channel"}, {"title", "summary", "description", "security", "tags", "externalDocs", "bindings", "traits", "messages", "reply"}),
    "message": (set(), {"headers", "payload", "correlationId", "contentType", "name", "title", "summary", "description", "tags", "externalDocs", "bindings", "examples", "traits"}),
    "parameter": (set(), {"enum", "default", "description", "examples", "location"}),
    "example": (set(), {"headers", "payload", "name", "summary"}),
}


def structure(kind, where, value):
    required, optional = FIELDS[kind]
    if not isinstance(value, dict):
        return [f"{where}: not an object"]
    unknown = {key for key in value if not key.startswith("x-")} - required - optional
    return [f"{where}: {key} is missing" for key in required - value.keys()] + [
        f"{where}: a {kind} has no field {key}" for key in sorted(unknown)
    ]


def target(document, reference):
    """What a local reference points to; None when there is nothing."""
    found = document
    for step in reference.removeprefix("#/").split("/"):
        step = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(found, dict) or step not in found:
            return None
        found = found[step]
    return found


def references(value, where="#"):
    """Every reference in the document, with where it stands."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield where, value["$ref"]
        for key, inner in value.items():
            yield from references(inner, f"{where}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from references(inner, f"{where}/{number}")


def faults_of_structure(document):
    yield from structure("document", "#", document)
    if document.get("asyncapi") != "3.0.0":
        yield f"#: asyncapi is {document.get('asyncapi')!r}, not '3.0.0'"
    yield from structure("info", "info", document.get("info"))
    for name, server in document.get("servers", {}).items():
        yield from structure("server", f"servers/{name}", server)
    for name, channel in document.get("channels", {}).items():
        yield from structure("channel", f"channels/{name}", channel)
        parameters = channel.get("parameters", {})
        for parameter, value in parameters.items():
            yield from structure("parameter", f"channels/{name}/parameters/{parameter}", value)
            if f"{{{parameter}}}" not in channel.get("address", ""):
                yield f"channels/{name}: parameter {parameter} is not in the address"
    for where, reference in references(document):
        if not reference.startswith("#/") or target(document, reference) is None:
            yield f"{where}: {reference} points nowhere"


def faults_of_operations(document):
    spoken = set()
    for name, operation in document.get("operations", {}).items():
        yield from structure("operation", f"operations/{name}", operation)
        if operation.get("action") not in ("send", "receive"):
            yield f"operations/{name}: the action is send or receive"
        channel = operation.get("channel", {}).get("$ref", "")
        for message in operation.get("messages", []):
            spoken.add(message["$ref"])
            if not message["$ref"].startswith(f"{channel}/messages/"):
                yield f"operations/{name}: {message['$ref']} is not of its channel"
    for name, channel in document.get("channels", {}).items():
        for message in channel.get("messages", {}):
            if f"#/channels/{name}/messages/{message}" not in spoken:
                yield f"channels/{name}: nobody sends or receives {message}"


def faults_of_messages(document):
    for name, message in document.get("components", {}).get("messages", {}).items():
        where = f"message {name}"
        yield from structure("message", where, message)
        # The components travel with the schema, so that its references lead somewhere.
        schema = {"components": document["components"], **message["payload"]}
        try:
            jsonschema.Draft7Validator.check_schema(message["payload"])
        except jsonschema.SchemaError as error:
            yield f"{where}: {error.message}"
            continue
        if not message.get("examples"):
            yield f"{where}: no example"
        for example in message.get("examples", []):
            yield from structure("example", where, example)
            for error in jsonschema.Draft7Validator(schema).iter_errors(example["payload"]):
                yield f"{where}: example {example.get('name')}: {error.message}"


def faults(document):
    """Everything that is wrong with the document, a line each."""
    yield from faults_of_structure(document)
    yield from faults_of_operations(document)
    yield from faults_of_messages(document)


def prove_itself():
    """A check that cannot fail is a defect: each fault of this document must be found."""
    bad = {
        "asyncapi": "3.0.0", "info": {"title": "t"}, "colour": "blue",
        "channels": {"c": {"address": "/c", "messages": {"m": {"$ref": "#/components/messages/n"}}}},
        "operations": {"o": {"action": "shout", "channel": {"$ref": "#/channels/c"}}},
        "components": {"messages": {"m": {
            "payload": {"type": "object", "required": ["a"]}, "examples": [{"payload": {}}]}}},
    }
    found = "\n".join(faults(bad))
    for expected in ["version is missing", "no field colour", "points nowhere", "send or receive",
                     "nobody sends", "'a' is a required property"]:
        assert expected in found, (expected, found)


def main():
    prove_itself()
    with open(sys.argv[1], encoding="utf-8") as file:
        document = yaml.safe_load(file)
    found = list(faults(document))
    for fault in found:
        print(fault)
    count = len(document.get("components", {}).get("messages", {}))
    print(f"{count} messages, {len(found)} faults")
    sys.exit(1 if found else 0)


main()
