"""Holds the OpenAPI document against the standard and against the house's own demands.

usage: openapi.py <surgalt binary>
"""

import json
import subprocess
import sys

from openapi_spec_validator import OpenAPIV31SpecValidator

METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}


def faults_of_operation(name, operation):
    if not operation.get("summary"):
        yield f"{name}: no summary"
    if not operation.get("operationId"):
        yield f"{name}: no operation id"
    if not operation.get("tags"):
        yield f"{name}: no tag"
    if not any(status.startswith(("1", "2", "3")) for status in operation["responses"]):
        yield f"{name}: no response that is a success"
    for status, response in operation["responses"].items():
        if not response.get("description"):
            yield f"{name}: response {status} has no description"
        for media_type in response.get("content", {}):
            is_problem = media_type == "application/problem+json"
            if status[0] in "45" and not is_problem and media_type != "text/html":
                yield f"{name}: response {status} is {media_type}, not a problem"
    for parameter in operation.get("parameters", []):
        if not parameter.get("description"):
            yield f"{name}: parameter {parameter.get('name')} has no description"


def is_explained(field):
    """Whether a field has a description: its own, that of a choice in it, or that of its type."""
    return any("$ref" in one or one.get("description") for one in [field, *field.get("oneOf", [])])


def faults(document):
    """Everything that is wrong with the document, a line each."""
    if not document.get("openapi", "").startswith("3.1"):
        yield f"the document is of OpenAPI {document.get('openapi')}, not 3.1"
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        yield f"{'/'.join(str(step) for step in error.absolute_path)}: {error.message}"
    seen = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method not in METHODS:
                continue
            name = f"{method.upper()} {path}"
            yield from faults_of_operation(name, operation)
            identifier = operation.get("operationId")
            if identifier in seen:
                yield f"{name}: operation id {identifier} is that of {seen[identifier]}"
            seen[identifier] = name
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        for field, value in schema.get("properties", {}).items():
            if not is_explained(value):
                yield f"schema {name}: field {field} has no description"


def prove_itself():
    """A check that cannot fail is a defect: this document has two faults, which must be found."""
    operation = {"operationId": "twice", "summary": "One", "tags": ["a"],
                 "responses": {"200": {"description": "ok"}, "404": {"description": ""}}}
    bad = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"},
           "paths": {"/a": {"get": operation}, "/b": {"get": operation}}}
    found = "\n".join(faults(bad))
    assert "response 404 has no description" in found and "is that of" in found, found


def main():
    prove_itself()
    printed = subprocess.run([sys.argv[1], "openapi"], check=True, capture_output=True)
    document = json.loads(printed.stdout)
    found = list(faults(document))
    for fault in found:
        print(fault)
    count = sum(len(METHODS & item.keys()) for item in document["paths"].values())
    print(f"{count} operations, {len(found)} faults")
    sys.exit(1 if found else 0)


main()
