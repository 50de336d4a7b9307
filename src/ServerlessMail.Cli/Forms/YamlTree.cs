using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ServerlessMail.Cli.Forms;

/// <summary>
/// Reads the YAML that a settings file needs: one document of text, lists and mappings. Anchors, aliases and tags are refused, so that
/// a small file cannot become a large one, and a key may stand once only.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 12;
    private readonly Parser _parser;
    private readonly FaultList _faults;

    private YamlTree(string text, FaultList faults) => (_parser, _faults) = (new Parser(new StringReader(text)), faults);

    /// <summary>The document's root; null where there is none, or where the text is no YAML, which then stands among the faults.</summary>
    public static YamlNode? Read(string text, FaultList faults)
    {
        if (Unprintable(text) is { } place)
        {
            faults.Add(place, "there is a control character here; a text file has none.");
            return null;
        }

        var tree = new YamlTree(text, faults);
        try
        {
            return tree.Document();
        }
        catch (YamlException fault)
        {
            faults.Add(fault.Start, $"this is not YAML: {Sentence(fault.Message)}");
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            // The parser's word for some malformed tags, anchors and unclosed brackets; it does not say where.
            faults.Add(tree._parser.Current?.End ?? Mark.Empty, "this is not YAML: what follows here cannot be read.");
            return null;
        }
    }

    /// <summary>The first character that YAML does not allow: the parser would take some of them for the end of the file.</summary>
    /// <remarks>YAML 1.2.2 §5.1.</remarks>
    private static Mark? Unprintable(string text)
    {
        var (line, lineStart) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\t' or '\n' or '\r' or '\u0085'))
                return new Mark(i, line, i - lineStart + 1);
            if (text[i] == '\n')
                (line, lineStart) = (line + 1, i + 1);
        }

        return null;
    }

    private static string Sentence(string message) => message.TrimEnd('.') + ".";

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            _faults.Add(second.Start, "the file has a second document; everything belongs into one.");
        return root;
    }

    private YamlNode Node(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Refuse(alias.Start, "an alias (*) is not taken here: write the value out.");
        _parser.Accept<NodeEvent>(out var node);
        if (node is { Anchor.IsEmpty: false })
            _faults.Add(node.Start, "an anchor (&) is not taken here: write the value out where it is needed.");
        if (node is { Tag.IsEmpty: false })
            _faults.Add(node.Start, "a tag (!) is not taken here: leave it out.");
        if (depth > MaxDepth)
        {
            var start = _parser.Current!.Start; // a node was asked for, so there is one
            _parser.SkipThisAndNestedEvents();
            return Refuse(start, "this is nested too deep.");
        }

        if (_parser.TryConsume<SequenceStart>(out var sequence))
            return Sequence(sequence.Start, depth);
        if (_parser.TryConsume<MappingStart>(out var mapping))
            return Mapping(mapping.Start, depth);
        var scalar = _parser.Consume<Scalar>();
        return new YamlNode.Scalar(scalar.Start, scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private YamlNode.Sequence Sequence(Mark start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return new YamlNode.Sequence(start, items.ToImmutable());
    }

    private YamlNode.Mapping Mapping(Mark start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var first = new Dictionary<string, Mark>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not YamlNode.Scalar name)
                Refuse(key.At, "a key must be text.");
            else if (!first.TryAdd(name.Value, name.At))
                Refuse(name.At, $"the key {FaultList.Quote(name.Value)} stands here twice; the first is in line {first[name.Value].Line}.");
            else
                entries.Add(new YamlEntry(name, value));
        }

        return new YamlNode.Mapping(start, entries.ToImmutable());
    }

    private YamlNode.Broken Refuse(Mark at, string message)
    {
        _faults.Add(at, message);
        return new YamlNode.Broken(at);
    }
}
