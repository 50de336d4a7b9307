namespace ServerlessMail.Core.Forms.Judging;

/// <summary>
/// Letters without case and marks, for comparison: the base letter of the compatibility decomposition, in lower case. Generated from the Unicode character
/// database, since the programs run without ICU and there <see cref="string.Normalize()"/> changes nothing.
/// </summary>
/// <remarks>https://www.unicode.org/reports/tr15/ (normalisation form KD), Unicode 15.</remarks>
internal static class FoldedLetters
{
    /// <summary>U+00C0 to U+024F.</summary>
    private const string Latin =
        "aaaaaaæceeeeiiiiðnooooo\u00D7øuuuuyþßaaaaaaæceeeeiiiiðnooooo\u00F7øuuuuyþy"
        + "aaaaaaccccccccddđđeeeeeeeeeegggggggghhħħiiiiiiiiiıĳĳjjkkĸllllllŀ"
        + "ŀłłnnnnnnŉŋŋooooooœœrrrrrrssssssssttttŧŧuuuuuuuuuuuuwwyyyzzzzzzs"
        + "ƀɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩɨƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋƴƴƶƶʒƹƹƺƻƽƽƾƿ"
        + "ǀǁǂǃǆǆǆǉǉǉǌǌǌaaiioouuuuuuuuuuǝaaaaææǥǥggkkooooʒʒjǳǳǳggƕƿnnaaææøø"
        + "aaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹⱥȼȼƚⱦȿ"
        + "ɀɂɂƀʉʌɇɇɉɉɋɋɍɍɏɏ";

    /// <summary>U+0370 to U+04FF.</summary>
    private const string GreekAndCyrillic =
        "ͱͱͳͳ\u02B9\u0375ͷͷ\u0378\u0379\u0020ͻͼͽ\u003Bϳ\u0380\u0381\u0382\u0383\u0020\u0020α\u00B7εηι\u038Bο\u038Dυωιαβγδεζηθικλμνξοπρ\u03A2στυφχψωιυαεηι"
        + "υαβγδεζηθικλμνξοπρσστυφχψωιυουωϗβθυυυφπϗϙϙϛϛϝϝϟϟϡϡϣϣϥϥϧϧϩϩϫϫϭϭϯϯ"
        + "κρσϳθε\u03F6ϸϸσϻϻϼͻͼͽееђгєѕііјљњћкиуџабвгдежзииклмнопрстуфхцчшщъыьэюя"
        + "абвгдежзииклмнопрстуфхцчшщъыьэюяееђгєѕііјљњћкиуџѡѡѣѣѥѥѧѧѩѩѫѫѭѭѯѯ"
        + "ѱѱѳѳѵѵѵѵѹѹѻѻѽѽѿѿҁҁ\u0482\u0483\u0484\u0485\u0486\u0487\u0488\u0489ҋҋҍҍҏҏґґғғҕҕҗҗҙҙққҝҝҟҟҡҡңңҥҥҧҧҩҩҫҫҭҭүү"
        + "ұұҳҳҵҵҷҷҹҹһһҽҽҿҿӏжжӄӄӆӆӈӈӊӊӌӌӎӎӏааааӕӕееәәәәжжззӡӡииииооөөөөээуу"
        + "ууууччӷӷыыӻӻӽӽӿӿ";

    /// <summary>U+1E00 to U+1FFF.</summary>
    private const string Extended =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
        + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
        + "wwwwwwwwwwxxxxyyzzzzzzhtwyẚsẜẝßẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ"
        + "ααααααααααααααααεεεεεε\u1F16\u1F17εεεεεε\u1F1E\u1F1Fηηηηηηηηηηηηηηηηιιιιιιιιιιιιιιιι"
        + "οοοοοο\u1F46\u1F47οοοοοο\u1F4E\u1F4Fυυυυυυυυ\u1F58υ\u1F5Aυ\u1F5Cυ\u1F5Eυωωωωωωωωωωωωωωωωααεεηηιιοουυωω\u1F7E\u1F7F"
        + "ααααααααααααααααηηηηηηηηηηηηηηηηωωωωωωωωωωωωωωωωααααα\u1FB5ααααααα\u0020ι\u0020"
        + "\u0020\u0020ηηη\u1FC5ηηεεηηη\u0020\u0020\u0020ιιιι\u1FD4\u1FD5ιιιιιι\u1FDC\u0020\u0020\u0020υυυυρρυυυυυυρ\u0020\u0020\u0060\u1FF0\u1FF1ωωω\u1FF5ωωοοωωω\u0020\u0020\u1FFF";

    public static char Of(char c) => c switch
    {
        < '\u00C0' => char.ToLowerInvariant(c),
        <= '\u024F' => Latin[c - '\u00C0'],
        >= '\u0370' and <= '\u04FF' => GreekAndCyrillic[c - '\u0370'],
        >= '\u1E00' and <= '\u1FFF' => Extended[c - '\u1E00'],
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(c - '\uFF01' + '!')), // full width
        >= '\u24B6' and <= '\u24CF' => (char)(c - '\u24B6' + 'a'), // in circles
        >= '\u24D0' and <= '\u24E9' => (char)(c - '\u24D0' + 'a'),
        _ => char.ToLowerInvariant(c) is var small && small != c ? Of(small) : c,
    };
}
