using System.Net;
using ServerlessMail.Cli.Functions.Runtime;

namespace ServerlessMail.Cli.Tests.Functions.Runtime;

/// <summary>What a program does at the Runtime API, step by step.</summary>
internal sealed class FakeRuntime(RuntimeApi api) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://{api.Address}/2018-06-01/runtime/"), Timeout = Timeout.InfiniteTimeSpan };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Takes the next event, with what its headers tell.</summary>
    public async Task<(string Id, string Payload, Func<string, string> Header)> NextAsync(CancellationToken? ct = null)
    {
        var answer = await _client.GetAsync(new Uri("invocation/next", UriKind.Relative), ct ?? Ct);
        answer.EnsureSuccessStatusCode();
        return (Header("Lambda-Runtime-Aws-Request-Id"), await answer.Content.ReadAsStringAsync(Ct), Header);

        string Header(string name) => answer.Headers.GetValues(name).Single();
    }

    public Task<(HttpStatusCode Status, string Body)> AnswerAsync(string id, string payload) => PostAsync($"invocation/{id}/response", payload);

    public Task<(HttpStatusCode Status, string Body)> FailAsync(string id, string error) => PostAsync($"invocation/{id}/error", error);

    public Task<(HttpStatusCode Status, string Body)> FailInitAsync(string error) => PostAsync("init/error", error);

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await _client.SendAsync(request, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    public void Dispose() => _client.Dispose();
}
