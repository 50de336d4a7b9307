using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace ServerlessMail.Lambda.Tests.OfficialPackages;

/// <summary>Names the types of a signature as a reader of source would, without their namespaces.</summary>
internal sealed class SignatureNames : ISignatureTypeProvider<string, object?>
{
    public static readonly SignatureNames Provider = new();

    public static string Of(MetadataReader reader, TypeReference type)
    {
        var name = reader.GetString(type.Name);
        name = name.IndexOf('`', StringComparison.Ordinal) is > 0 and var end ? name[..end] : name;
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{Of(reader, reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))}.{name}"
            : name;
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Of(reader, reader.GetTypeReference(handle));

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        reader.GetString(reader.GetTypeDefinition(handle).Name);

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"T{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"TType{index}";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetByReferenceType(string elementType) => $"ref {elementType}";

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "delegate*";
}
