using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Forms;

/// <summary>Reads how many submissions a form takes.</summary>
internal static class LimitRules
{
    private const string Off = "off";

    public static FormLimits? Read(YamlNode? node, FaultList faults)
    {
        if (node is null)
            return FormLimits.Default;
        if (node is YamlNode.Scalar { Value: Off })
            return null;
        if (node is YamlNode.Scalar other)
        {
            faults.Add(other.At, $"'limits' is off or such as {{ per-client: 10/min, per-form: 600/min }}, not {FaultList.Quote(other.Value)}.");
            return null;
        }

        return KeyedNode.Of(node, "'limits'", ["per-client", "per-form"], faults) is { } keys
            ? new FormLimits(Allowance(keys, "per-client", FormLimits.Default.PerClient, faults), Allowance(keys, "per-form", FormLimits.Default.PerForm, faults))
            : null;
    }

    private static Allowance? Allowance(KeyedNode keys, string key, Allowance? otherwise, FaultList faults)
    {
        if (keys.Text(key) is not { } text)
            return otherwise;
        if (text.Value == Off)
            return null;
        if (!AllowanceText.TryParse(text.Value, out var allowance))
            faults.Add(text.At, $"'{key}' is off or a number each min, hour or day, such as 10/min, not {FaultList.Quote(text.Value)}.");
        return allowance;
    }
}
