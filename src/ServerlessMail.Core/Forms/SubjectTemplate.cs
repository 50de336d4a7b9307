using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Values;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Forms;

/// <summary>
/// The subject of a form's mail: a Liquid template, written by an operator, over the submitted fields as plain text. What a visitor typed
/// is a value and never a template. Thread-safe.
/// </summary>
public sealed partial class SubjectTemplate
{
    /// <summary>The longest template, in characters.</summary>
    public const int MaxLength = 1000;

    private const int MaxSteps = 1000;

    private static readonly FluidParser Parser = new(new FluidParserOptions { AllowFunctions = false });
    private static readonly TemplateOptions Options = new() { MaxSteps = MaxSteps, MaxRecursion = 10 };

    private readonly FrozenSet<string> _names;
    private readonly IFluidTemplate _template;

    private SubjectTemplate(string source, IFluidTemplate template)
    {
        _names = Tag().Matches(source).SelectMany(tag => Name().Matches(Quoted().Replace(tag.Value, "")).Select(name => name.Value)).ToFrozenSet(StringComparer.Ordinal);
        _template = template;
    }

    /// <summary>Uses a template once, so that what takes a while at the first use is done before anybody waits for it.</summary>
    public static async Task PrepareAsync()
    {
        if (TryParse("{{ name | default: email }}", out var template, out _))
            await template.RenderAsync([]);
    }

    /// <summary>Reads a template; a fault says what is wrong with it.</summary>
    public static bool TryParse(string source, [NotNullWhen(true)] out SubjectTemplate? template, [NotNullWhen(false)] out string? fault)
    {
        template = null;
        fault = source switch
        {
            { Length: > MaxLength } => $"it is longer than {MaxLength} characters",
            _ when HeaderText.BreaksLine(source) => "it must be one line",
            _ => null,
        };
        if (fault is null && Parser.TryParse(source, out var parsed, out fault))
            template = new SubjectTemplate(source, parsed);
        return template is not null;
    }

    /// <summary>True when a tag of the template has a field's name: its value may reach a header. Text around the tags and in quotes does not count.</summary>
    public bool Mentions(string field) => _names.Contains(field);

    /// <summary>The subject of these fields: one line, cut to <see cref="HeaderText.MaxSubject"/>; empty where the template gives nothing.</summary>
    public async ValueTask<string> RenderAsync(ImmutableArray<SubmittedField> fields)
    {
        var context = new TemplateContext(Options);
        foreach (var (name, value) in fields)
            context.SetValue(name, new StringValue(value));
        await using var subject = new BoundedWriter(HeaderText.MaxSubject * 4);
        try
        {
            await _template.RenderAsync(subject, NullEncoder.Default, context);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A template that runs away, or whose filters choke on what a visitor typed (a division by zero, a date that is none), gives what
            // it wrote so far: no subject is worth a visitor's message.
        }

        return HeaderText.Subject(subject.ToString());
    }

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_-]*", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
