using System.Text.Json.Nodes;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>The events and settings for <c>sam local</c>.</summary>
public sealed class EventFileTests
{
    private static readonly SamTemplate Template = SamTemplate.Read();
    private static readonly string Folder = Path.Combine(TestsDirectory.Path, "events");

    [Fact]
    public void Every_function_has_events() => Assert.All(
        SamTemplate.Functions.Keys,
        function => Assert.NotEmpty(Directory.GetFiles(Folder, $"{function}*.json")));

    /// <summary><c>sam local</c> drops, without a word, what the template does not name.</summary>
    [Fact]
    public void The_settings_for_emulators_set_every_variable_that_the_template_names_and_no_other()
    {
        var settings = Read("env.json");

        Assert.Equal(SamTemplate.Functions.Values.Order(StringComparer.Ordinal), settings.Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.All(SamTemplate.Functions, function => Assert.Equal(
            Template.Variables(function.Key).Keys.Where(name => !name.StartsWith("DOTNET_", StringComparison.Ordinal)).Except(["SMAIL_FUNCTION", "SSL_CERT_FILE", "SSL_CERT_DIR"]).Order(StringComparer.Ordinal),
            Assert.IsType<JsonObject>(settings[function.Value]).Select(pair => pair.Key).Order(StringComparer.Ordinal)));
    }

    /// <summary>The sender knows a record's lane by the queue that it comes from.</summary>
    [Fact]
    public void Records_come_from_the_queues_that_the_settings_for_emulators_name()
    {
        var named = Assert.IsType<JsonObject>(Read("env.json")["SenderFunction"])
            .Where(pair => pair.Key.StartsWith("SMAIL_QUEUE_", StringComparison.Ordinal))
            .Select(pair => QueueFunction.NameOf($"{pair.Value}"))
            .ToList();
        var records = Directory.GetFiles(Folder, "sender*.json").SelectMany(file => Assert.IsType<JsonArray>(Read(Path.GetFileName(file))["Records"]));
        Assert.All(records, record => Assert.Contains(QueueFunction.NameOf($"{record?["eventSourceARN"]}"), named));
    }

    [Fact]
    public void The_table_for_emulators_is_the_templates()
    {
        var table = Read("table.json");

        Assert.Equal("serverless-mail", SamTemplate.Text(table["TableName"]));
        Assert.Equal(Template.Properties("Table")["AttributeDefinitions"]?.ToJsonString(), table["AttributeDefinitions"]?.ToJsonString());
        Assert.Equal(Template.Properties("Table")["KeySchema"]?.ToJsonString(), table["KeySchema"]?.ToJsonString());
        Assert.Equal(Template.Properties("Table")["GlobalSecondaryIndexes"]?.ToJsonString(), table["GlobalSecondaryIndexes"]?.ToJsonString());
    }

    [Theory]
    [InlineData("api-form.json", "POST", "/f/contact", "name=Ada+Lovelace&")]
    [InlineData("api-json.json", "POST", "/f/contact", "{\"name\": \"Ada Lovelace\"")]
    [InlineData("api-multipart.json", "POST", "/f/contact", "------WebKitFormBoundary")]
    [InlineData("api-preflight.json", "OPTIONS", "/f/contact", "")]
    [InlineData("api-healthz.json", "GET", "/healthz", "")]
    public void Requests_are_those_of_an_HTTP_API(string file, string method, string path, string begins)
    {
        var request = Read(file);
        var body = SamTemplate.Text(request["body"]);
        var text = SamTemplate.Text(request["isBase64Encoded"]) == "true" ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body;

        Assert.Equal("2.0", SamTemplate.Text(request["version"]));
        Assert.Equal(method, SamTemplate.Text(request["requestContext"]?["http"]?["method"]));
        Assert.Equal(path, SamTemplate.Text(request["rawPath"]));
        Assert.Equal("$default", SamTemplate.Text(request["requestContext"]?["stage"]));
        Assert.StartsWith(begins, text, StringComparison.Ordinal);
        Assert.Equal(begins.Length == 0, text.Length == 0);
        if (text.Length > 0)
            Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(text).ToString(), SamTemplate.Text(request["headers"]?["content-length"]));
    }

    [Theory]
    [InlineData("sender-one.json", 1, 0)]
    [InlineData("sender-many.json", 5, 1)]
    public void The_senders_records_name_messages_and_one_of_many_does_not(string file, int records, int foreign)
    {
        var bodies = Records(file).ConvertAll(record => SamTemplate.Text(record["body"]));

        Assert.Equal(records, bodies.Count);
        Assert.Equal(foreign, bodies.Count(body => !MessageId.TryParse(body, out _)));
    }

    [Theory]
    [InlineData("feedback-delivery.json", "Send Delivery")]
    [InlineData("feedback-bounce.json", "Bounce")]
    [InlineData("feedback-complaint.json", "Complaint")]
    public void Feedback_comes_in_the_envelope_of_the_topic_that_the_settings_name(string file, string kinds)
    {
        var topic = SamTemplate.Text(Read("env.json")["FeedbackFunction"]?["SMAIL_FEEDBACK_TOPIC"]);
        var read = Records(file).ConvertAll(record =>
        {
            var body = SamTemplate.Text(record["body"]);
            Assert.Equal(topic, SamTemplate.Text(JsonNode.Parse(body)?["TopicArn"]));
            Assert.True(FeedbackJson.TryRead(body, out var feedback, out var fault), fault);
            return feedback.Kind.ToString();
        });

        Assert.Equal(kinds, string.Join(' ', read));
    }

    private static List<JsonObject> Records(string file) => [.. Assert.IsType<JsonArray>(Read(file)["Records"]).Select(record => Assert.IsType<JsonObject>(record))];

    private static JsonObject Read(string file) => Assert.IsType<JsonObject>(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file))));
}
