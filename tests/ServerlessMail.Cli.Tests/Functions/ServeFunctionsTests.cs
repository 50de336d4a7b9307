using System.Text.Json;
using ServerlessMail.Cli.Tests.EndToEnd;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Native;

namespace ServerlessMail.Cli.Tests.Functions;

/// <summary>The built Lambda program, run by <c>smail serve --functions</c>: HTTP, Runtime API, table, queues, SES and its events, all on this machine.</summary>
public sealed class ServeFunctionsTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(90);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_posted_form_is_delivered_by_the_four_functions_and_its_trail_tells_how() => DeliverAsync(AppContext.BaseDirectory);

    [Fact]
    public Task So_it_is_when_they_are_compiled_natively() => DeliverAsync(NativeProgram.Directory);

    [Fact]
    public async Task A_directory_without_a_program_is_told_with_what_to_do()
    {
        using var data = new DataDirectory();
        var (code, output) = await Command.RunAsync(SmailProcess.StartInfo(["serve", "--port", "0", "--data", data.Path, "--functions", data.Path]));

        Assert.Equal((int)ExitCode.Failed, code);
        Assert.Contains("dotnet publish src/ServerlessMail.Lambda", output, StringComparison.Ordinal);
    }

    private static async Task DeliverAsync(string program)
    {
        // Table and queues of its own: what another simulator's senders and sweeper left there would be in the way.
        await using var dynalite = new Dynalite();
        await using var sqs = new LocalSqs();
        await using var s3 = new LocalS3();
        await Task.WhenAll(dynalite.InitializeAsync().AsTask(), sqs.InitializeAsync().AsTask(), s3.InitializeAsync().AsTask());
        using var data = new DataDirectory();
        var start = SmailProcess.StartInfo(["serve", "--port", "0", "--data", data.Path, "--functions", program]);
        start.Environment["AWS_ENDPOINT_URL_DYNAMODB"] = dynalite.Endpoint.AbsoluteUri;
        start.Environment["AWS_ENDPOINT_URL_SQS"] = sqs.Endpoint.AbsoluteUri;
        start.Environment["AWS_ENDPOINT_URL_S3"] = s3.Endpoint.AbsoluteUri;
        await using var smail = await SmailProcess.StartAsync(start);
        using var client = new HttpClient { BaseAddress = new Uri(smail.Url), Timeout = Within };
        client.DefaultRequestHeaders.Add("Accept", "application/json");

        using var form = new FormUrlEncodedContent([new("name", "Ada"), new("email", "ada@example.org"), new("message", "Hello é")]);
        using var posted = await client.PostAsync(new Uri("/f/demo", UriKind.Relative), form, Ct);
        var answer = JsonElement.Parse(await posted.Content.ReadAsStringAsync(Ct));
        Assert.True(posted.IsSuccessStatusCode, $"{answer}\n{smail.Log}");
        var id = answer.GetProperty("id").GetString() ?? "";

        var environment = await EnvironmentAsync(data.Path);
        await Eventually.HoldsAsync(
            async () => (await SmailAsync(environment, "messages", "show", id)).Contains("delivered", StringComparison.Ordinal), Within, () => smail.Log);
        Assert.Equal([id], (await InboxTags.ReadAsync(smail.Url)).Select(mail => mail.Message));

        await AttachAsync(client, smail, environment, data.Path);

        // The local pages stay in front, and everything else is the function's.
        Assert.Contains("/f/demo", await client.GetStringAsync(new Uri("/", UriKind.Relative), Ct), StringComparison.Ordinal);
        Assert.Equal("""{"status":"ok"}""", await client.GetStringAsync(new Uri("/healthz", UriKind.Relative), Ct));
    }

    /// <summary>A file goes through bucket and SES, too.</summary>
    private static async Task AttachAsync(HttpClient client, SmailProcess smail, Dictionary<string, string> environment, string data)
    {
        var file = Path.Combine(data, "forms.yaml");
        await File.WriteAllTextAsync(file, "forms:\n  jobs: { to: [owner@example.com], from: demo@example.com, origins: [self], attachments: { types: [pdf] } }\n", Ct);
        await SmailAsync(environment, "senders", "add", "demo@example.com");
        Assert.Contains("Applied", await SmailAsync(environment, "forms", "apply", file, "--yes"), StringComparison.Ordinal);
        using var form = new MultipartFormDataContent { { new StringContent("Ada"), "name" }, { new ByteArrayContent([.. "%PDF-1.7\n"u8, .. new byte[1_000_000]]), "cv", "cv.pdf" } };
        using var posted = await client.PostAsync(new Uri("/f/jobs", UriKind.Relative), form, Ct);
        Assert.True(posted.IsSuccessStatusCode, $"{await posted.Content.ReadAsStringAsync(Ct)}\n{smail.Log}");

        var inbox = new Uri("/inbox/api/messages", UriKind.Relative);
        await Eventually.HoldsAsync(
            async () => JsonElement.Parse(await client.GetStringAsync(inbox, Ct)).GetProperty("messages").EnumerateArray().Any(mail => mail.GetProperty("attachments").GetInt32() == 1),
            Within,
            () => smail.Log);
    }

    private static async Task<Dictionary<string, string>> EnvironmentAsync(string data) => (await File.ReadAllLinesAsync(Path.Combine(data, "functions.env"), Ct))
        .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim('\''), StringComparer.Ordinal);

    private static async Task<string> SmailAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = SmailProcess.StartInfo(arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return (await Command.RunAsync(start)).Output;
    }
}
