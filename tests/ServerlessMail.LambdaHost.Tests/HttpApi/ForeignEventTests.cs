using System.Text;
using CsCheck;
using ServerlessMail.LambdaHost.HttpApi;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.HttpApi;

public class ForeignEventTests
{
    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html: what else can invoke a function.</summary>
    public static TheoryData<string> Foreign =>
    [
        "", " ", "null", "true", "1", "\"2.0\"", "[]", "{}", "[{\"version\":\"2.0\"}]",
        """{"version":2.0}""", """{"version":"2"}""", """{"version":"2.00"}""", """{"version":null}""", """{"version":["2.0"]}""", """{"Version":"2.0"}""", """{"requestContext":{"version":"2.0"}}""",
        """{"version":"1.0","resource":"/","path":"/","httpMethod":"GET","headers":{"a":"b"},"multiValueHeaders":{"a":["b"]},"requestContext":{"stage":"$default"},"body":null,"isBase64Encoded":false}""",
        """{"resource":"/{proxy+}","path":"/path","httpMethod":"POST","headers":{"Accept":"*/*"},"requestContext":{"stage":"prod","identity":{"sourceIp":"127.0.0.1"}},"body":"e30=","isBase64Encoded":true}""",
        """{"Records":[{"messageId":"059f36b4","receiptHandle":"AQEB","body":"Test message.","attributes":{},"eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-2:1:q"}]}""",
        """{"requestContext":{"elb":{"targetGroupArn":"arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/f/1"}},"httpMethod":"GET","path":"/","queryStringParameters":{},"headers":{},"body":"","isBase64Encoded":false}""",
        """{"version":"0","id":"53dc4d37","detail-type":"Scheduled Event","source":"aws.events","account":"1","time":"2015-10-08T16:53:06Z","region":"us-east-1","resources":[],"detail":{}}""",
        """{"Records":[{"EventSource":"aws:sns","Sns":{"Message":"{\"version\":\"2.0\"}"}}]}""",
        """{"requestContext":{"routeKey":"$connect","eventType":"CONNECT","connectionId":"L0SM9cOFvHcCIhw="},"isBase64Encoded":false}""",
        """{"version":"2.0"} {"version":"2.0"}""", """{"version":"2.0"}x""", """{"version":"2.0"},""", """{"version":"2.0"}}""", """{"version":"2.0",}""", """{"version":"2.0"/**/}""", """{'version':'2.0'}""",
        "\ufeff{\"version\":\"2.0\"}", "{\"version\":\"2.0\"}\0", "{\"version\":\"2.0\",\"a\":01}", "{\"version\":\"2.0\",\"a\":NaN}", "{\"version\":\"2.0\",\"a\":\"\n\"}",
    ];

    [Theory]
    [MemberData(nameof(Foreign))]
    public void What_is_no_event_of_an_HTTP_API_is_refused(string json)
    {
        var fault = Assert.Throws<InvalidEventException>(() => GatewayEvent.Read(json));

        Assert.StartsWith("The event", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_was_cut_off_anywhere_is_refused()
    {
        var whole = Encoding.UTF8.GetBytes(GatewayEvent.Full);

        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<InvalidEventException>(() => HttpApiEvent.Read(whole.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void An_event_that_is_nested_without_end_is_refused(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));

        Assert.Throws<InvalidEventException>(() => GatewayEvent.Read($$"""{"version":"2.0","other":{{deep}}}"""));
        Assert.Throws<InvalidEventException>(() => GatewayEvent.Read($$"""{"version":"2.0","other":{{string.Concat(Enumerable.Repeat(open, 100_000))}}"""));
    }

    [Fact]
    public void A_changed_event_is_read_or_refused_and_nothing_else()
    {
        var whole = Encoding.UTF8.GetBytes(GatewayEvent.Full);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 2]).Array[1, 6].Sample(changes =>
        {
            var json = whole.ToList();
            foreach (var (at, value, kind) in changes.Where(change => change.Item1 < json.Count))
            {
                if (kind == 0)
                    json[at] = value;
                else if (kind == 1)
                    json.Insert(at, value);
                else
                    json.RemoveAt(at);
            }

            ReadOrRefuse([.. json]);
        });
    }

    [Fact]
    public void Pieces_of_JSON_in_any_order_are_read_or_refused_and_nothing_else()
    {
        string[] pieces =
        [
            "{", "}", "[", "]", ":", ",", "\"", "null", "true", "1", "\"version\":\"2.0\"", "\"rawPath\":", "\"/%2e%2F%00%zz\"", "\"headers\":{", "\"requestContext\":{", "\"http\":{",
            "\"body\":", "\"isBase64Encoded\":true", "\"cookies\":[", "\"AA==\"", "\"sourceIp\":", "\"stage\":\"v1\"", "\"\\ud83d\"", "\"content-length\":\"-1\"", "\"host\":\"x\"", "\"\":\"\"",
        ];
        Gen.Int[0, pieces.Length - 1].Array[0, 30].Sample(order =>
        {
            var text = string.Concat(order.Select(at => pieces[at]));
            ReadOrRefuse(Encoding.UTF8.GetBytes(text));
            ReadOrRefuse(Encoding.UTF8.GetBytes("{\"version\":\"2.0\"," + text + "}"));
        });
    }

    [Fact]
    public void Any_bytes_are_refused() => Gen.Byte.Array[0, 200].Sample(ReadOrRefuse);

    private static void ReadOrRefuse(byte[] json)
    {
        try
        {
            var request = HttpApiEvent.Read(json);
            Assert.StartsWith("/", request.Path, StringComparison.Ordinal);
            Assert.True(request.PathBase.Length == 0 || request.PathBase[0] == '/');
            Assert.True(request.QueryString.Length == 0 || request.QueryString[0] == '?');
            Assert.NotEmpty(request.Method);
        }
        catch (InvalidEventException fault)
        {
            Assert.StartsWith("The", fault.Message, StringComparison.Ordinal);
        }
    }
}
