using System.Globalization;
using System.Text.Json;
using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses.Identities;

/// <summary>CreateEmailIdentity, GetEmailIdentity, ListEmailIdentities, DeleteEmailIdentity.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html and its neighbours.</remarks>
internal sealed class IdentityEndpoints(IdentityTable identities)
{
    private const string Address = "EMAIL_ADDRESS";
    private const string Domain = "DOMAIN";
    private const int MaxPage = 1000;
    private const int DkimTokens = 3;

    public async Task CreateAsync(SesExchange exchange)
    {
        if (IdentityTable.Normalise(exchange.Read(SesWireJson.Default.NewIdentityBody)?.EmailIdentity) is not { } identity)
        {
            await exchange.RefuseAsync(SesError.BadRequest("EmailIdentity must be a mail address or a domain."));
            return;
        }

        var (isNew, status) = await identities.EnsureAsync(identity, exchange.Aborted);
        if (isNew)
            await exchange.AnswerAsync(json => Describe(json, identity, status, withStatus: false));
        else
            await exchange.RefuseAsync(SesError.AlreadyExists($"Email identity {identity} already exist."));
    }

    public async Task GetAsync(SesExchange exchange)
    {
        var identity = Asked(exchange);
        if (await identities.FindAsync(identity, exchange.Aborted) is { } status)
            await exchange.AnswerAsync(json => Describe(json, identity, status, withStatus: true));
        else
            await exchange.RefuseAsync(Missing(identity));
    }

    public async Task ListAsync(SesExchange exchange)
    {
        var query = exchange.Context.Request.Query;
        var size = MaxPage;
        if (query["PageSize"] is [{ } text] && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is >= 1 and <= MaxPage))
        {
            await exchange.RefuseAsync(SesError.BadRequest($"PageSize must be between 1 and {MaxPage}."));
            return;
        }

        var found = await identities.ListAsync(query["NextToken"].ToString(), size + 1, exchange.Aborted);
        await exchange.AnswerAsync(json =>
        {
            json.WriteStartArray("EmailIdentities");
            foreach (var (identity, status) in found.Take(size))
            {
                json.WriteStartObject();
                json.WriteString("IdentityName", identity);
                json.WriteString("IdentityType", TypeOf(identity));
                json.WriteBoolean("SendingEnabled", status == IdentityTable.Success);
                json.WriteString("VerificationStatus", status);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (found.Count > size)
                json.WriteString("NextToken", found[size - 1].Identity);
        });
    }

    public async Task DeleteAsync(SesExchange exchange)
    {
        var identity = Asked(exchange);
        if (await identities.RemoveAsync(identity, exchange.Aborted))
            await exchange.AnswerAsync(_ => { });
        else
            await exchange.RefuseAsync(Missing(identity));
    }

    private static string Asked(SesExchange exchange)
    {
        var asked = exchange.Context.Request.RouteValues["identity"] as string ?? "";
        return IdentityTable.Normalise(asked) ?? asked;
    }

    private static SesError Missing(string identity) => SesError.NotFound($"Email identity {identity} does not exist.");

    private static string TypeOf(string identity) => identity.Contains('@', StringComparison.Ordinal) ? Address : Domain;

    private static void Describe(Utf8JsonWriter json, string identity, string status, bool withStatus)
    {
        json.WriteString("IdentityType", TypeOf(identity));
        json.WriteBoolean("VerifiedForSendingStatus", status == IdentityTable.Success);
        if (withStatus)
            json.WriteString("VerificationStatus", status);
        WriteDkim(json, identity, status);
    }

    /// <summary>A domain proves itself by the records of its three tokens; an address alone has none.</summary>
    private static void WriteDkim(Utf8JsonWriter json, string identity, string status)
    {
        var isDomain = TypeOf(identity) == Domain;
        json.WriteStartObject("DkimAttributes");
        json.WriteBoolean("SigningEnabled", isDomain);
        json.WriteString("Status", isDomain ? status : "NOT_STARTED");
        json.WriteStartArray("Tokens");
        for (var i = 1; isDomain && i <= DkimTokens; i++)
            json.WriteStringValue($"simulated{i}");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
