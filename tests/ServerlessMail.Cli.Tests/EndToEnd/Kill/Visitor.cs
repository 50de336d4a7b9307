using System.Text.Json;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>Posts the form, and knows what it was answered.</summary>
internal static class Visitor
{
    /// <summary>The id that was answered; null when no good answer came.</summary>
    public static async Task<string?> PostAsync(HttpClient client, string url, int number)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("name", $"Visitor {number}"), new("email", "visitor@example.org"), new("message", "Will it arrive?"),
        ]);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{url}/f/{KillForm.Name}") { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var answer = await client.SendAsync(request);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? body.RootElement.GetProperty("id").GetString() : null;
        }
        catch (Exception died) when (died is HttpRequestException or JsonException or TaskCanceledException)
        {
            return null;
        }
    }
}
