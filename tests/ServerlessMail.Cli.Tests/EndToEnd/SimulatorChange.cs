using System.Text;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>Changes the account or the faults of a simulator, as docs/simulator.md says.</summary>
internal static class SimulatorChange
{
    /// <summary>Asks for the change.</summary>
    /// <param name="url">Where the simulator is, without a slash at the end.</param>
    /// <param name="method">PATCH for the account, PUT for the faults.</param>
    /// <param name="what"><c>account</c> or <c>faults</c>.</param>
    /// <param name="json">The change.</param>
    public static async Task SendAsync(string url, HttpMethod method, string what, string json)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, $"{url}/inbox/api/{what}") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
