using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>The door.</summary>
public sealed class HttpApiTests
{
    private static readonly SamTemplate Template = SamTemplate.Read();

    private static JsonObject Api => Template.Properties("HttpApi");

    /// <summary>
    /// Which pages may post is each form's to say. With a CORS configuration API Gateway would answer preflights itself, for all forms alike, and drop the
    /// CORS headers of the function's answers.
    /// </summary>
    [Fact]
    public void CORS_is_left_to_the_program_which_knows_each_forms_origins()
    {
        Assert.False(Api.ContainsKey("CorsConfiguration"));
        Assert.False(Api.ContainsKey("DefinitionBody"));
        Assert.Null(Template.Section("Globals")["HttpApi"]);
    }

    [Fact]
    public void Every_path_and_method_reaches_the_api_function_preflights_included()
    {
        var events = Assert.IsType<JsonObject>(Template.Properties("ApiFunction")["Events"]);

        Assert.All(events, one => Assert.Equal("HttpApi", SamTemplate.Text(one.Value?["Type"])));
        Assert.All(events, one => Assert.Equal("HttpApi", SamTemplate.Text(one.Value?["Properties"]?["ApiId"])));
        Assert.Equal("/f/{form}", SamTemplate.Text(events["Forms"]?["Properties"]?["Path"]));
        Assert.Equal("ANY", SamTemplate.Text(events["Forms"]?["Properties"]?["Method"]));
        // Neither path nor method: SAM makes the route $default of it, which takes all that has no route.
        Assert.Null(events["Rest"]?["Properties"]?["Path"]);
        Assert.Null(events["Rest"]?["Properties"]?["Method"]);
    }

    [Fact]
    public void The_gateway_waits_longer_than_the_function_lives_and_that_is_longer_than_an_intake_may_take()
    {
        var lives = SamTemplate.Number(Template.FunctionSetting("api", "Timeout"));

        Assert.True(lives > 10, "HttpSettings.IntakeWithin");
        Assert.All(
            Assert.IsType<JsonObject>(Template.Properties("ApiFunction")["Events"]),
            one => Assert.InRange(SamTemplate.Number(one.Value?["Properties"]?["TimeoutInMillis"]), lives * 1000, 30_000));
    }

    [Fact]
    public void A_flood_is_throttled()
    {
        var route = Api["DefaultRouteSettings"];

        Assert.Equal("RequestRate", SamTemplate.Text(route?["ThrottlingRateLimit"]));
        Assert.Equal("RequestBurst", SamTemplate.Text(route?["ThrottlingBurstLimit"]));
    }

    [Fact]
    public void The_access_log_is_JSON_without_anything_that_a_visitor_wrote_and_without_his_address_unless_that_is_wanted()
    {
        var format = Api["AccessLogSettings"]?["Format"]?["Fn::If"];
        var wanted = JsonSerializer.Deserialize<Dictionary<string, string>>(SamTemplate.Text(format?[1])) ?? [];
        var usual = JsonSerializer.Deserialize<Dictionary<string, string>>(SamTemplate.Text(format?[2])) ?? [];

        Assert.Equal("AccessLogGroup.Arn", SamTemplate.Text(Api["AccessLogSettings"]?["DestinationArn"]));
        Assert.Equal("LogsClientAddress", SamTemplate.Text(format?[0]));
        Assert.Equal("no", SamTemplate.Text(Template.Parameters["LogClientAddress"]?["Default"]));
        Assert.Equal(
            [
                "$context.requestTime", "$context.requestId", "$context.httpMethod", "$context.routeKey", "$context.status", "$context.responseLength",
                "$context.responseLatency", "$context.integrationLatency", "$context.integrationStatus", "$context.error.responseType",
            ],
            usual.Values);
        Assert.Equal(["client"], wanted.Keys.Except(usual.Keys));
        Assert.Equal("$context.identity.sourceIp", wanted["client"]);
    }
}
