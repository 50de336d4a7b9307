using CsCheck;
using ServerlessMail.Http.Languages;

namespace ServerlessMail.Http.Tests.Languages;

public class LanguageChoiceTests
{
    private static readonly string[] Pieces =
        ["de", "nl", "en", "fr", "de-AT", "DE_ch", "*", "-", "_", ",", ";", "q=", ";q=0", ";q=1", ";q=0.5", "q=1e9", ";q=-1", ";q=NaN", " ", "\t", "\0", "ü", "x-x-x", "zh-Hant-TW"];

    [Theory]
    [InlineData(null, "", "en")]
    [InlineData(null, "de", "de")]
    [InlineData(null, "DE-at", "de")]
    [InlineData(null, "nl-BE,nl;q=0.9,en;q=0.8", "nl")]
    [InlineData(null, "fr,de;q=0.5,nl;q=0.7", "nl")]
    [InlineData(null, "de;q=0.5, nl;q=0.5", "de")]
    [InlineData(null, "de;q=0,nl;q=0.1", "nl")]
    [InlineData(null, "de;q=0", "en")]
    [InlineData(null, "fr, *;q=0.5", "en")]
    [InlineData(null, "*, de;q=0.5", "en")]
    [InlineData(null, "fr-CH, es", "en")]
    [InlineData(null, "de;q=nonsense", "de")]
    [InlineData(null, "deutsch", "en")]
    [InlineData(null, ",,;;q=,", "en")]
    [InlineData("nl", "de", "nl")]
    [InlineData(" de_AT ", "nl", "de")]
    [InlineData("fr", "nl", "nl")]
    [InlineData("", "nl", "nl")]
    [InlineData("../../etc/passwd", "", "en")]
    public void The_forms_wish_goes_before_the_browsers_and_English_comes_last(string? wish, string accept, string tag) =>
        Assert.Equal(tag, LanguageChoice.Of(wish, accept).Tag);

    [Fact]
    public void No_header_crashes_it_or_chooses_a_language_that_is_not_there()
    {
        var text = Gen.OneOf(Gen.String, Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 30].Select(string.Concat));

        Gen.Select(text, text).Sample((wish, accept) => Assert.Contains(LanguageChoice.Of(wish, accept), KnownLanguages.All), iter: 20_000);
    }
}
