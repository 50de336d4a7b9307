namespace ServerlessMail.Core.Forms;

public enum AllowancePeriod
{
    Minute,
    Hour,
    Day,
}
