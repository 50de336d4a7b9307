using System.Text.Json;

namespace ServerlessMail.Cli.Tests.EndToEnd.Clients;

/// <summary>
/// The vendors' own clients, unmodified: Formspree's core, ajax and react, and Web3Forms' react; in Node where they run there, and in Chromium on pages of
/// another origin with real preflights.
/// </summary>
public class VendorClientTests
{
    private const string Closed = "This form is closed for now. Please try again later.";
    private const string Limited = "Too many submissions. Please wait a little and try again.";
    private const string NotFound = "There is no such form. Check the address that the page posts to.";
    private const string NoKey = "The access_key names no form. Use the form’s name as its access_key.";
    private const string Empty = "The form is empty: fill in at least one field.";
    private const string NoFiles = "This form takes no files. Remove the file from “photo” and send it again.";
    private const string Received = "Your message has been received.";

    [Fact]
    public async Task In_Node_they_understand_every_answer()
    {
        await using var sites = await Sites.OpenAsync();

        var seen = JsonElement.Parse(await NodeScript.RunAsync("clients/in-node.mjs", sites.Service));

        string[] core =
        [
            "success: success: /thanks", "field error: email TYPE_EMAIL: should be an email", $"form error: EMPTY: {Empty}", $"paused: UNSPECIFIED: {Closed}",
            $"rate limit: UNSPECIFIED: {Limited}", $"unknown form: FORM_NOT_FOUND: {NotFound}", "honeypot: success: /thanks",
        ];
        Assert.Equal(core, Lines(seen.GetProperty("core json")));
        Assert.Equal([.. core, $"file: NO_FILE_UPLOADS: {NoFiles}"], Lines(seen.GetProperty("core form")));
        Assert.Equal(
            [
                $"success: success: {Received} true", "field error: TYPE_EMAIL: email should be an email", $"form error: EMPTY: {Empty}", $"paused: UNSPECIFIED: {Closed}",
                $"rate limit: UNSPECIFIED: {Limited}", $"unknown form: FORM_NOT_FOUND: {NoKey}", $"honeypot: success: {Received} true",
            ],
            Lines(seen.GetProperty("web3forms")));
        Assert.Equal(3, (await HeldAsync(sites)).Count(held => held.Contains("honeypot", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task In_a_browser_their_visitors_see_every_answer_across_origins()
    {
        Chromium.Require();
        await using var sites = await Sites.OpenAsync();

        var told = JsonElement.Parse(await NodeScript.RunAsync("clients/in-browser.mjs", sites.Url, sites.Service));

        string[] faults =
        [
            "field error: email-error: should be an email", $"form error: form-error: {Empty}", $"paused: form-error: {Closed}", $"rate limit: form-error: {Limited}",
            $"unknown form: form-error: {NotFound}",
        ];
        var seen = told.GetProperty("seen");
        Assert.All(["core", "ajax", "react"], client => Assert.Equal(
            ["success: done: Thank you!", .. faults, "honeypot: done: Thank you!", $"file: form-error: {NoFiles}"], Lines(seen.GetProperty(client))));
        Assert.Equal(
            [
                $"success: done: {Received}", "field error: form-error: email should be an email", .. faults[1..4], $"unknown form: form-error: {NoKey}",
                $"honeypot: done: {Received}",
            ],
            Lines(seen.GetProperty("web3forms")));
        Assert.All(told.GetProperty("preflights").EnumerateObject(), client => Assert.True(client.Value.GetInt32() > 0, $"{client.Name} asked for nothing"));
        Assert.Contains("Failed to fetch", told.GetProperty("foreign").GetString(), StringComparison.Ordinal);
        Assert.Empty(told.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()));
        Assert.Equal(4, (await HeldAsync(sites)).Count(held => held.Contains("honeypot", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("f/contact", "next", "de-DE", "Bitte prüfen Sie das Formular", "Danke")]
    [InlineData("f/contact", "", "nl", "Controleer het formulier", "Dank u wel")]
    [InlineData("submit", "", "en-GB", "Please check the form", "Thank you")]
    public async Task Without_scripts_a_visitor_corrects_the_form_and_is_led_back(string path, string wish, string language, string title, string end)
    {
        Chromium.Require();
        await using var sites = await Sites.OpenAsync();

        var seen = JsonElement.Parse(await NodeScript.RunAsync("clients/plain-form.mjs", sites.Url, $"{sites.Service}/{path}", wish, language));

        var error = seen.GetProperty("error");
        Assert.Equal((title, language[..2], "alert"), (error.GetProperty("title").GetString(), error.GetProperty("lang").GetString(), error.GetProperty("focus").GetString()));
        Assert.Equal(("\n\nGood morning,\n\nAda", 2, true), (error.GetProperty("message").GetString(), error.GetProperty("topics").GetInt32(), error.GetProperty("back").GetBoolean()));
        Assert.Equal("email", seen.GetProperty("target").GetString());
        Assert.Equal(end, seen.GetProperty("end").GetProperty("title").GetString());
        Assert.Equal(wish.Length == 0 ? JsonValueKind.True : JsonValueKind.Null, seen.GetProperty("end").GetProperty("back").ValueKind);
        Assert.Empty(seen.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()));
    }

    private static IEnumerable<string> Lines(JsonElement seen) => seen.EnumerateObject().Select(scenario => $"{scenario.Name}: {scenario.Value.GetString()}");

    private static async Task<IEnumerable<string>> HeldAsync(Sites sites)
    {
        using var held = JsonDocument.Parse(await sites.SmailAsync("held", "list", "--json"));
        return [.. (held.RootElement.ValueKind == JsonValueKind.Array ? held.RootElement : held.RootElement.EnumerateObject().First(member => member.Value.ValueKind == JsonValueKind.Array).Value)
            .EnumerateArray().Select(message => message.GetRawText())];
    }
}
