using System.Text;
using System.Text.Json.Nodes;
using ServerlessMail.LambdaHost.HttpApi;

namespace ServerlessMail.LambdaHost.Tests.Gateway;

/// <summary>Events as gateways send them.</summary>
internal static class GatewayEvent
{
    /// <summary>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, format 2.0.</summary>
    public const string Full = """
        {
          "version": "2.0",
          "routeKey": "$default",
          "rawPath": "/my/path",
          "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=value",
          "cookies": ["cookie1=a", "cookie2=b"],
          "headers": {"header1": "value1", "header2": "value1,value2", "content-type": "text/plain", "content-length": "17", "host": "api.example.com", "x-forwarded-proto": "https"},
          "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "value"},
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "api-id",
            "authentication": {"clientCert": {"clientCertPem": "CERT", "validity": {"notBefore": "May 28 12:30:02 2019 GMT"}}},
            "authorizer": {"jwt": {"claims": {"claim1": "value1"}, "scopes": ["scope1", "scope2"]}},
            "domainName": "id.execute-api.us-east-1.amazonaws.com",
            "domainPrefix": "id",
            "http": {"method": "POST", "path": "/my/path", "protocol": "HTTP/2.0", "sourceIp": "192.0.2.1", "userAgent": "agent"},
            "requestId": "id",
            "routeKey": "$default",
            "stage": "$default",
            "time": "12/Mar/2020:19:03:58 +0000",
            "timeEpoch": 1583348638390
          },
          "body": "Hello from Lambda",
          "pathParameters": {"parameter1": "value1"},
          "isBase64Encoded": false,
          "stageVariables": {"stageVariable1": "value1"}
        }
        """;

    public const string Minimal = """{"version":"2.0"}""";

    public static HttpApiRequest Read(string json) => HttpApiEvent.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>A request of a method and a path, as the gateway tells it.</summary>
    public static JsonObject Of(string method, string rawPath, string stage = "$default") => new()
    {
        ["version"] = "2.0",
        ["rawPath"] = rawPath,
        ["rawQueryString"] = "",
        ["headers"] = new JsonObject { ["host"] = "api.example.com" },
        ["requestContext"] = new JsonObject
        {
            ["stage"] = stage,
            ["http"] = new JsonObject { ["method"] = method, ["path"] = rawPath, ["protocol"] = "HTTP/1.1", ["sourceIp"] = "192.0.2.1" },
        },
        ["isBase64Encoded"] = false,
    };

    public static JsonObject Post(string path, string type, byte[] body)
    {
        var request = Of("POST", path);
        request["headers"] = new JsonObject { ["content-type"] = type };
        request["body"] = Convert.ToBase64String(body);
        request["isBase64Encoded"] = true;
        return request;
    }

    public static byte[] BodyOf(HttpApiRequest request)
    {
        using var copy = new MemoryStream();
        request.Body.CopyTo(copy);
        return copy.ToArray();
    }

    public static string TextOf(HttpApiRequest request) => Encoding.UTF8.GetString(BodyOf(request));
}
