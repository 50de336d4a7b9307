"""The api function's job for Python 3 and boto3: the same calls and conditions as ours, and Lambda's loop, as lean as one can be."""
import base64
import gzip
import hashlib
import hmac
import http.client
import json
import os
import re
import secrets
import sys
import time
from urllib.parse import parse_qsl

import botocore.session
from botocore.config import Config

TABLE = os.environ["SMAIL_TABLE"]
QUEUE = os.environ["SMAIL_QUEUE_NORMAL"]
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RESERVED = {"_replyto", "_subject", "_next", "redirect", "redirectTo", "_gotcha", "_honey", "botcheck", "bot-field", "altcha", "cf-turnstile-response", "_language", "_format"}
ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

# botocore's own session: what boto3 adds to it, a function has no use for.
session = botocore.session.get_session()
config = Config(tcp_keepalive=True, retries={"mode": "standard"})
dynamo = session.create_client("dynamodb", config=config)
sqs = session.create_client("sqs", config=config)

PURPOSES = ("client-digest", "trail")
known_secrets = {}
known_senders = {}


def key(pk, sk):
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def senders_of(address):
    return [key("SENDER", address), key("SENDER", address.partition("@")[2])]


def batch(keys):
    answer = dynamo.batch_get_item(RequestItems={TABLE: {"Keys": keys, "ConsistentRead": True}})
    return {(item["pk"]["S"], item["sk"]["S"]): item for item in answer["Responses"][TABLE]}


def intake(name):
    guess = known_senders.get(name)
    # The keys come along with the first.
    unknown = [purpose for purpose in PURPOSES if purpose not in known_secrets]
    items = batch(
        [
            key("FORM", name), key("CONTROL", "CONTROL"), key("ACCOUNT", "ACCOUNT"), *(senders_of(guess) if guess else []),
            *(key("SECRET", f"{purpose}#1") for purpose in unknown),
        ]
    )
    for purpose in unknown:
        known_secrets[purpose] = items["SECRET", f"{purpose}#1"]["secretKey"]["B"]
    if ("FORM", name) not in items:
        return None
    form = json.loads(items["FORM", name]["formJson"]["S"])
    account = json.loads(gzip.decompress(items["ACCOUNT", "ACCOUNT"]["body"]["B"]))
    control = items.get(("CONTROL", "CONTROL"), {})
    sender = re.sub(r"^.*<(.*)>$", r"\1", form["from"])
    if sender != guess:
        known_senders[name] = sender
        items = batch(senders_of(sender))
    entry = items.get(("SENDER", sender)) or items.get(("SENDER", sender.partition("@")[2])) or {}
    return form, control, account, entry.get("standing", {}).get("S") == "verified"


def faults(form, fields):
    if not any(name not in RESERVED and value.strip() for name, value in fields):
        return [{"code": "EMPTY", "message": "The form is empty: fill in at least one field."}]
    found = []
    for rule in form.get("fields") or []:
        if rule.get("required") and not any(name == rule["name"] and value.strip() for name, value in fields):
            found.append({"code": "REQUIRED_FIELD_MISSING", "field": rule["name"], "message": "is required"})
    for name, value in fields:
        if name in ("_replyto", "email", "Email") and value.strip() and not ADDRESS.fullmatch(value.strip()):
            found.append({"code": "TYPE_EMAIL", "field": name, "message": "should be an email"})
        if "\0" in value:
            found.append({"code": "TYPE_TEXT", "field": name, "message": "should be text without control characters"})
        if name in ("_subject", "subject") and ("\r" in value or "\n" in value):
            found.append({"code": "TYPE_TEXT", "field": name, "message": "should be a single line"})
        if len(value) > 10000:
            found.append({"code": "TYPE_TEXT", "field": name, "message": "should have at most 10000 characters"})
    return found


def ulid(now):
    head, rest = "", now
    for _ in range(10):
        head, rest = DIGITS[rest % 32] + head, rest // 32
    return head + "".join(DIGITS[byte % 32] for byte in secrets.token_bytes(16))


def mac(secret_key, *parts):
    sealed = hmac.new(secret_key, digestmod=hashlib.sha256)
    for part in parts:
        sealed.update(part if isinstance(part, bytes) else part.encode())
        sealed.update(b"\0")
    return sealed.digest()[:16]


def utc(form, seconds):
    return time.strftime(form, time.gmtime(seconds))


def enter(form, client, digest, message, now):
    counter = utc("n%Y%m%dT%H%MZ_Minute", now // 60000 * 60)
    written = dynamo.update_item(
        TableName=TABLE,
        Key=key(f"LIMIT#{form}#{client}", "CLIENT"),
        UpdateExpression=f"SET d{digest} = if_not_exists(d{digest}, :id), expires = :expires ADD {counter} :one",
        ConditionExpression=f"(attribute_not_exists({counter}) OR {counter} < :most) AND (attribute_not_exists(d{digest}) OR d{digest} <> :id)",
        ExpressionAttributeValues={":id": {"S": message}, ":expires": {"N": str(now // 1000 + 60)}, ":one": {"N": "1"}, ":most": {"N": "10"}},
        ReturnValues="ALL_NEW",
    )
    return written["Attributes"][f"d{digest}"]["S"]


def accept(form, fields, message, now):
    name = form["name"]
    values = dict(reversed(fields))
    draft = json.dumps(
        {
            "form": name, "from": form["from"], "to": form["to"], "replyTo": values.get("email"),
            "subject": values.get("_subject") or values.get("subject") or f"New submission to {name}",
            "fields": [{"name": name, "value": value} for name, value in fields if name not in RESERVED],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    trail_key = known_secrets["trail"]
    salt = secrets.token_bytes(16)
    digest = mac(salt, draft)
    start = mac(trail_key, "start", message, "normal", f"form:{name}", str(len(form["to"])), digest)
    chain = mac(trail_key, "seal", mac(trail_key, "event", start, "1", str(now), "accepted", "0"), "1", "accepted")
    last = DIGITS.index(message[25])
    due = now + 60000
    dynamo.put_item(
        TableName=TABLE,
        Item={
            **key(f"MSG#{message}", "MSG"),
            "dk": {"S": f"DAY#{utc('%Y%m%d', now / 1000)}#{last % 8}"}, "expires": {"N": str(now // 1000 + 400 * 86400)}, "lane": {"S": "normal"},
            "cameFrom": {"S": f"form:{name}"}, "rcpts": {"N": str(len(form["to"]))}, "trail": {"L": [{"S": "+0 accepted 0"}]},
            "mark": {"B": secrets.token_bytes(6)}, "digest": {"B": digest}, "phase": {"S": "accepted"}, "seq": {"N": "1"}, "wk": {"S": f"W#{last % 16}"},
            "due": {"S": f"at#{utc('%Y-%m-%dT%H:%M:%S', due / 1000)}.{due % 1000:03}Z"}, "salt": {"B": salt}, "chain": {"B": chain}, "draft": {"S": draft},
            "draftUntil": {"N": str(now + 30 * 86400 * 1000)},
        },
        ConditionExpression="attribute_not_exists(pk)",
    )
    sqs.send_message(QueueUrl=QUEUE, MessageBody=message, DelaySeconds=0)


def answer(status, body, origin=None):
    headers = {"content-type": "application/json; charset=utf-8", "vary": "Origin, Accept"}
    if origin:
        headers["access-control-allow-origin"] = origin
    return {"statusCode": status, "headers": headers, "body": json.dumps(body, separators=(",", ":")), "isBase64Encoded": False}


def refused(status, errors, origin=None):
    text = errors[0]["message"]
    return answer(status, {"ok": False, "success": False, "message": text, "error": text, "errors": errors}, origin)


def handler(event):
    headers = event["headers"]
    origin = headers.get("origin")
    path = re.fullmatch(r"/f/([a-z0-9-]{1,64})", event["rawPath"])
    if event["requestContext"]["http"]["method"] != "POST" or not path:
        return refused(404, [{"code": "FORM_NOT_FOUND", "message": "There is no such form."}], origin)
    if not headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return refused(415, [{"code": "UNSPECIFIED", "message": "Not a form."}], origin)
    body = base64.b64decode(event["body"]).decode() if event["isBase64Encoded"] else event["body"]
    fields = parse_qsl(body, keep_blank_values=True)
    now = time.time_ns() // 1_000_000
    name = path[1]

    known = intake(name)
    if known is None:
        return refused(404, [{"code": "FORM_NOT_FOUND", "message": "There is no such form."}], origin)
    form, control, account, is_verified = known
    if origin and origin not in form["origins"]:
        return refused(403, [{"code": "BLOCKED", "message": "This page may not post to this form."}])
    if control.get("paused", {}).get("BOOL") is not False:
        return refused(503, [{"code": "UNSPECIFIED", "message": "This form is closed for now."}], origin)
    if not is_verified or account["sandbox"]:
        return refused(503, [{"code": "INACTIVE", "message": "This form is not active yet."}], origin)
    wrong = faults(form, fields)
    if wrong:
        return refused(422, wrong, origin)

    def digest(text):
        return hmac.new(known_secrets["client-digest"], text.encode(), hashlib.sha256).hexdigest()[:16]

    own = ulid(now)
    message = enter(name, digest(event["requestContext"]["http"]["sourceIp"]), digest(json.dumps(fields)), own, now)
    if message == own:
        accept(form, fields, message, now)
    thanks = f"https://{event['requestContext']['domainName']}/thanks"
    return answer(200, {"ok": True, "next": thanks, "success": True, "message": "Your message has been received.", "id": message}, origin)


def loop():
    runtime = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    cold = 1
    while True:
        runtime.request("GET", "/2018-06-01/runtime/invocation/next")
        given = runtime.getresponse()
        request = given.headers["Lambda-Runtime-Aws-Request-Id"]
        event = given.read()
        try:
            result, outcome = handler(json.loads(event)), "response"
            metrics = [{"Namespace": "ServerlessMail", "Dimensions": [["Service"]], "Metrics": [{"Name": "Accepted"}, {"Name": "ColdStart"}]}]
            line = {"_aws": {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": metrics}, "Service": TABLE, "requestId": request, "Accepted": 1, "ColdStart": cold}
            print(json.dumps(line), flush=True)
            cold = 0
        except Exception as fault:
            result, outcome = {"errorType": type(fault).__name__, "errorMessage": str(fault)}, "error"
        runtime.request("POST", f"/2018-06-01/runtime/invocation/{request}/{outcome}", json.dumps(result), {"Content-Type": "application/json"})
        runtime.getresponse().read()


if __name__ == "__main__":
    sys.exit(loop())
