using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ServerlessMail.Lambda.Tests.OfficialPackages;

/// <summary>What a method's instructions name: members and types.</summary>
/// <remarks>ECMA-335, partition III.</remarks>
internal static class Instructions
{
    private const int TwoBytes = 0xFE;

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    public static IReadOnlyList<EntityHandle> NamedBy(BlobReader code)
    {
        var named = new List<EntityHandle>();
        while (code.RemainingBytes > 0)
        {
            int instruction = code.ReadByte();
            if (instruction == TwoBytes)
                instruction = (instruction << 8) | code.ReadByte();
            switch (Operands[instruction])
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    named.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    code.Offset += code.ReadInt32() * sizeof(int);
                    break;
                case var other:
                    code.Offset += SizeOf(other);
                    break;
            }
        }

        return named;
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
