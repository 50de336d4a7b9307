namespace ServerlessMail.Http.Pages;

/// <summary>
/// A piece of HTML. The only way to make one from text is <see cref="Of"/>, whose literal parts are markup and whose holes are encoded, so
/// what a visitor typed never becomes markup: <c>Html.Of($"&lt;p title=\"{name}\"&gt;{message}&lt;/p&gt;")</c>. Attribute values are always quoted.
/// </summary>
public readonly record struct Html
{
    private readonly string? _markup;

    internal Html(string markup) => _markup = markup;

    /// <summary>Nothing.</summary>
    public static Html Empty => default;

    /// <summary>The markup of an interpolated literal, its holes encoded; a hole that is <see cref="Html"/> itself is taken as it is.</summary>
    public static Html Of(HtmlTemplate template) => template.ToHtml();

    /// <summary>The markup, safe to send.</summary>
    public override string ToString() => _markup ?? "";
}
