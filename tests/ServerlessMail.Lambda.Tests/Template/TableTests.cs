using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using ServerlessMail.Aws.Dynamo;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>The table of the template against the one that the program makes for itself where there is no template.</summary>
public sealed class TableTests
{
    private static readonly SamTemplate Template = SamTemplate.Read();

    private static JsonObject Table => Template.Properties("Table");

    [Fact]
    public async Task The_table_is_the_one_that_the_program_is_tested_on()
    {
        var asked = new Asked();
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("test", "test"), new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:1", HttpClientFactory = asked });

        await DynamoTable.CreateAsync(client, "mail", TimeProvider.System, TestContext.Current.CancellationToken);

        var created = asked.Of("CreateTable");
        Assert.Equal(SamTemplate.Text(created["BillingMode"]), SamTemplate.Text(Table["BillingMode"]));
        Assert.Equal(Lines(created["AttributeDefinitions"]), Lines(Table["AttributeDefinitions"]));
        Assert.Equal(Lines(created["KeySchema"], keepOrder: true), Lines(Table["KeySchema"], keepOrder: true));
        Assert.Equal(Lines(created["GlobalSecondaryIndexes"]), Lines(Table["GlobalSecondaryIndexes"]));
        Assert.Equal(Line(asked.Of("UpdateTimeToLive")["TimeToLiveSpecification"]), Line(Table["TimeToLiveSpecification"]));
        Assert.Equal(Line(asked.Of("UpdateContinuousBackups")["PointInTimeRecoverySpecification"]), Line(Table["PointInTimeRecoverySpecification"]));
    }

    [Fact]
    public void The_table_is_encrypted_under_a_key_of_the_account_and_outlives_its_stack()
    {
        var resource = Template.Resource("Table");

        Assert.Equal("true", SamTemplate.Text(Table["SSESpecification"]?["SSEEnabled"]));
        Assert.Equal("Retain", SamTemplate.Text(resource["DeletionPolicy"]));
        Assert.Equal("Retain", SamTemplate.Text(resource["UpdateReplacePolicy"]));
        Assert.Equal("""{"Fn::If":["ProtectsTable",true,false]}""", Table["DeletionProtectionEnabled"]?.ToJsonString());
        // A table with a name of its own could not be replaced.
        Assert.False(Table.ContainsKey("TableName"));
    }

    private static IEnumerable<string> Lines(JsonNode? list, bool keepOrder = false)
    {
        var lines = Assert.IsType<JsonArray>(list).Select(Line);
        return keepOrder ? lines : lines.Order(StringComparer.Ordinal);
    }

    /// <summary>An object whatever the order of its members; a list in its order, since a key's partition comes first.</summary>
    private static string Line(JsonNode? node) => node switch
    {
        JsonObject members => string.Join(' ', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}={Line(member.Value)}")),
        JsonArray list => $"[{string.Join(", ", list.Select(Line))}]",
        _ => SamTemplate.Text(node),
    };

    /// <summary>Answers for DynamoDB, and keeps what it was asked.</summary>
    private sealed class Asked : HttpClientFactory
    {
        private readonly Dictionary<string, JsonObject> _requests = new(StringComparer.Ordinal);

        public JsonObject Of(string operation) => _requests[operation];

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(_requests));

        private sealed class Handler(Dictionary<string, JsonObject> requests) : HttpMessageHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var operation = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[1];
                var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
                requests[operation] = Assert.IsType<JsonObject>(JsonNode.Parse(body));
                return new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent("""{"Table":{"TableStatus":"ACTIVE","GlobalSecondaryIndexes":[]}}""", Encoding.UTF8, "application/x-amz-json-1.0"),
                };
            }
        }
    }
}
