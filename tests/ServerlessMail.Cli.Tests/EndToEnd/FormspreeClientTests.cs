using System.Text.Json;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>The vendor's own client, unmodified, against the running product.</summary>
public class FormspreeClientTests
{
    private const string Good = """{"name":"Ada","email":"ada@example.org","message":"Hello"}""";

    [Theory]
    [InlineData("json")]
    [InlineData("form")]
    public async Task A_good_submission_is_a_success(string how)
    {
        var seen = await SubmitAsync("demo", Good, how);

        Assert.Equal("success", seen.GetProperty("kind").GetString());
        Assert.EndsWith("/thanks", seen.GetProperty("next").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("form")]
    public async Task Field_errors_come_with_field_and_code(string how)
    {
        var seen = await SubmitAsync("demo", """{"email":"nonsense","message":"Hello"}""", how);

        Assert.Equal("error", seen.GetProperty("kind").GetString());
        var fields = seen.GetProperty("fields");
        Assert.Equal("TYPE_EMAIL", fields.GetProperty("email")[0].GetProperty("code").GetString());
        Assert.Equal("REQUIRED_FIELD_MISSING", fields.GetProperty("name")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("nobody", Good, "FORM_NOT_FOUND")]
    [InlineData("demo", """{"message":" "}""", "EMPTY")]
    public async Task Form_errors_come_with_their_code(string form, string fields, string code)
    {
        var seen = await SubmitAsync(form, fields, "json");

        Assert.Equal(code, seen.GetProperty("form")[0].GetProperty("code").GetString());
    }

    private static async Task<JsonElement> SubmitAsync(string form, string fields, string how)
    {
        using var data = new DataDirectory();
        await using var serve = await SmailProcess.ServeAsync(data.Path);
        var seen = await NodeScript.RunAsync("clients/formspree.mjs", serve.Url, form, fields, how);
        return JsonDocument.Parse(seen).RootElement;
    }
}
