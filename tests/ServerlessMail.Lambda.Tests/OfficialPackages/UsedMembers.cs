using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ServerlessMail.Lambda.Tests.OfficialPackages;

/// <summary>Which types and members of one assembly a program names, read from the program's metadata.</summary>
internal sealed class UsedMembers : IDisposable
{
    private readonly PEReader _program;
    private readonly MetadataReader _metadata;
    private readonly string _assembly;

    /// <summary>Opens a program.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="assembly">The name of the assembly whose members count.</param>
    public UsedMembers(string program, string assembly)
    {
        _program = new PEReader(File.OpenRead(program));
        _metadata = _program.GetMetadataReader();
        _assembly = assembly;
    }

    /// <summary>What is used from a namespace: <c>Type</c>, <c>Type.Property get</c>, <c>Type.Method(Parameter)</c>.</summary>
    public IReadOnlyList<string> From(string ns) =>
    [
        .. _metadata.TypeReferences.Select(handle => (Type: handle, Name: SignatureNames.Of(_metadata, _metadata.GetTypeReference(handle))))
            .Concat(_metadata.MemberReferences.Select(handle => (Type: TypeOf(_metadata.GetMemberReference(handle).Parent), Name: NameOf(_metadata.GetMemberReference(handle)))))
            .Where(used => IsFrom(used.Type, ns))
            .Select(used => used.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The program's outermost types whose code names anything of a namespace.</summary>
    public IReadOnlyList<string> UsersOf(string ns) =>
    [
        .. _metadata.MethodDefinitions.Select(_metadata.GetMethodDefinition)
            .Where(method => method.RelativeVirtualAddress != 0 && Named(method).Any(handle => IsFrom(TypeOf(handle), ns)))
            .Select(method => Outermost(method.GetDeclaringType()))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _program.Dispose();

    private IReadOnlyList<EntityHandle> Named(MethodDefinition method) =>
        Instructions.NamedBy(_program.GetMethodBody(method.RelativeVirtualAddress).GetILReader());

    /// <summary>The foreign type that a handle is of, or is a member of; nil where it is the program's own.</summary>
    private TypeReferenceHandle TypeOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => (TypeReferenceHandle)handle,
        HandleKind.MemberReference => TypeOf(_metadata.GetMemberReference((MemberReferenceHandle)handle).Parent),
        HandleKind.MethodSpecification => TypeOf(_metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method),
        HandleKind.TypeSpecification => GenericTypeOf(_metadata.GetTypeSpecification((TypeSpecificationHandle)handle)),
        _ => default,
    };

    /// <summary>The generic type itself: ECMA-335 II.23.2.14 has it after the signature's first two bytes.</summary>
    private TypeReferenceHandle GenericTypeOf(TypeSpecification specification)
    {
        var blob = _metadata.GetBlobReader(specification.Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return default;
        blob.ReadByte();
        return TypeOf(blob.ReadTypeHandle());
    }

    private bool IsFrom(TypeReferenceHandle handle, string ns)
    {
        if (handle.IsNil)
            return false;
        var type = _metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind switch
        {
            HandleKind.TypeReference => IsFrom((TypeReferenceHandle)type.ResolutionScope, ns),
            HandleKind.AssemblyReference => _metadata.GetString(type.Namespace) == ns
                && _metadata.GetString(_metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == _assembly,
            _ => false,
        };
    }

    private string NameOf(MemberReference member)
    {
        var type = TypeOf(member.Parent);
        if (type.IsNil)
            return "";
        var owner = SignatureNames.Of(_metadata, _metadata.GetTypeReference(type));
        var name = _metadata.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Field)
            return $"{owner}.{name}";
        if (name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal))
            return $"{owner}.{name[4..]} {name[..3]}";
        var parameters = string.Join(", ", member.DecodeMethodSignature(SignatureNames.Provider, null).ParameterTypes);
        return name == ".ctor" ? $"new {owner}({parameters})" : $"{owner}.{name}({parameters})";
    }

    private string Outermost(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? Outermost(outer)
            : $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";
    }
}
