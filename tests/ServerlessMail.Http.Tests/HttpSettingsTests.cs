using Microsoft.Extensions.DependencyInjection;

namespace ServerlessMail.Http.Tests;

/// <summary>A bad setting is told when the service starts, not to every visitor.</summary>
public class HttpSettingsTests
{
    public static TheoryData<string, HttpSettings> Bad => new()
    {
        { nameof(HttpSettings.PublicUrl), new HttpSettings { PublicUrl = new Uri("/forms", UriKind.Relative) } },
        { nameof(HttpSettings.PublicUrl), new HttpSettings { PublicUrl = new Uri("ftp://forms.example.com/") } },
        { nameof(HttpSettings.PublicUrl), new HttpSettings { PublicUrl = new Uri("https://user:secret@forms.example.com/") } },
        { nameof(HttpSettings.PublicUrl), new HttpSettings { PublicUrl = new Uri("https://forms.example.com/?a=b") } },
        { nameof(HttpSettings.PublicUrl), new HttpSettings { PublicUrl = new Uri("https://forms.example.com/#a") } },
        { nameof(HttpSettings.BodyWithin), new HttpSettings { BodyWithin = TimeSpan.Zero } },
        { nameof(HttpSettings.BodyWithin), new HttpSettings { BodyWithin = TimeSpan.FromSeconds(-1) } },
        { nameof(HttpSettings.BodyWithin), new HttpSettings { BodyWithin = HttpSettings.LongestWait + TimeSpan.FromTicks(1) } },
        { nameof(HttpSettings.IntakeWithin), new HttpSettings { IntakeWithin = TimeSpan.Zero } },
        { nameof(HttpSettings.IntakeWithin), new HttpSettings { IntakeWithin = TimeSpan.MaxValue } },
    };

    public static TheoryData<HttpSettings> Good =>
    [
        new HttpSettings(),
        new HttpSettings { PublicUrl = new Uri("https://forms.example.com") },
        new HttpSettings { PublicUrl = new Uri("http://127.0.0.1:5080/v1/") },
        new HttpSettings { BodyWithin = TimeSpan.FromMilliseconds(1), IntakeWithin = HttpSettings.LongestWait },
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_value_is_refused_and_named(string setting, HttpSettings settings)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddHttp(settings));

        Assert.Contains(setting, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_value_is_taken(HttpSettings settings) =>
        Assert.Same(settings, new ServiceCollection().AddHttp(settings).BuildServiceProvider().GetRequiredService<HttpSettings>());
}
