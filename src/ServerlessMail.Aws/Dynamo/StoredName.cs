namespace ServerlessMail.Aws.Dynamo;

/// <summary>Enum values by their names in camel case, as the stored JSON has them too.</summary>
internal static class StoredName
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    public static T Read<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"'{name}' is no {typeof(T).Name}: a newer version of the program may have written it.");
}
