using System.Collections.Immutable;
using YamlDotNet.Core;

namespace ServerlessMail.Cli.Forms;

/// <summary>A piece of a YAML file and where it begins.</summary>
internal abstract record YamlNode(Mark At)
{
    /// <summary>What it is, to tell a person who wrote something else.</summary>
    public abstract string Kind { get; }

    /// <summary>Text. Numbers, <c>off</c> and the like are text here: what they mean is for the key to say.</summary>
    /// <param name="At">Where it begins.</param>
    /// <param name="Value">The text, without quotes.</param>
    /// <param name="Plain">True: it stood without quotes.</param>
    public sealed record Scalar(Mark At, string Value, bool Plain) : YamlNode(At)
    {
        /// <summary>True where nothing was written, or a plain <c>null</c> or <c>~</c>.</summary>
        public bool IsNull => Plain && Value is "" or "~" or "null";

        public override string Kind => IsNull ? "empty" : "text";
    }

    public sealed record Sequence(Mark At, ImmutableArray<YamlNode> Items) : YamlNode(At)
    {
        public override string Kind => "a list";
    }

    public sealed record Mapping(Mark At, ImmutableArray<YamlEntry> Entries) : YamlNode(At)
    {
        public override string Kind => "a mapping";
    }

    /// <summary>Something that has been complained about already: nobody need complain again.</summary>
    public sealed record Broken(Mark At) : YamlNode(At)
    {
        public override string Kind => "broken";
    }
}
