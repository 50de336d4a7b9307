namespace ServerlessMail.Core.Forms;

/// <summary>What a field's value must look like.</summary>
public enum FieldType
{
    Text,
    Email,
    Number,
}
