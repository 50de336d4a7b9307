using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Http.Languages;

namespace ServerlessMail.Http.Tests.Languages;

/// <summary>A language is one file; each says everything that English says.</summary>
public class LanguageFilesTests
{
    public static TheoryData<string> Tags => [.. KnownLanguages.All.Select(language => language.Tag)];

    [Fact]
    public void English_Dutch_and_German_are_there() => Assert.Subset(
        KnownLanguages.All.Select(language => language.Tag).ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal) { "en", "nl", "de" });

    [Theory]
    [MemberData(nameof(Tags))]
    public void It_has_every_text_and_no_other(string tag) =>
        Assert.Equal(KnownLanguages.English.Keys.Order(StringComparer.Ordinal), Language(tag).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Tags))]
    public void Each_text_has_the_same_holes_as_in_English(string tag) => Assert.All(KnownLanguages.English.Keys, key =>
    {
        var text = Language(tag).Say(key, "\u0001");
        Assert.Equal(KnownLanguages.English.Say(key, "\u0001").Count(c => c == '\u0001'), text.Count(c => c == '\u0001'));
        Assert.DoesNotContain(text, c => c is '{' or '}');
        Assert.Equal(text.Trim(), text);
        Assert.NotEmpty(text);
    });

    [Fact]
    public void What_is_put_in_is_not_looked_through_for_holes() =>
        Assert.Equal("Back to {value}{value}", KnownLanguages.English.Say("back-to", "{value}{value}"));

    [Theory]
    [InlineData(RefusalReason.UnknownForm)]
    [InlineData(RefusalReason.ForeignOrigin)]
    [InlineData(RefusalReason.RateLimited)]
    [InlineData(RefusalReason.Closed)]
    [InlineData(RefusalReason.SenderNotAllowed)]
    [InlineData(RefusalReason.Sandbox)]
    [InlineData(RefusalReason.NoPlaceForFiles)]
    [InlineData(RefusalReason.CaptchaMissing)]
    [InlineData(RefusalReason.CaptchaWrong)]
    [InlineData(RefusalReason.CaptchaExpired)]
    [InlineData(RefusalReason.CaptchaUsed)]
    [InlineData(RefusalReason.CaptchaNotSetUp)]
    [InlineData(RefusalReason.ControlUnusable)]
    public void A_refusal_of_the_whole_form_has_a_text_of_its_own(RefusalReason reason) =>
        Assert.All(KnownLanguages.All, language => Assert.NotNull(language.Find(ReasonCode.Of(reason), "x")));

    [Theory]
    [InlineData(FaultCode.Empty)]
    [InlineData(FaultCode.NoFileUploads)]
    [InlineData(FaultCode.RequiredFieldEmpty)]
    [InlineData(FaultCode.RequiredFieldMissing)]
    [InlineData(FaultCode.TypeEmail)]
    [InlineData(FaultCode.TypeNumeric)]
    public void A_fault_of_a_field_has_a_text_of_its_own(FaultCode code) =>
        Assert.All(KnownLanguages.All, language => Assert.NotNull(language.Find(ReasonCode.Of(code), "x")));

    private static Language Language(string tag) => KnownLanguages.All.Single(language => language.Tag == tag);
}
