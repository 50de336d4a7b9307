using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerlessMail.Local.Start;

/// <summary>
/// ALTCHA's widget and its worker as npm has them (<c>altcha</c> 3.2.2: dist/external/altcha.min.js and .css, dist/workers/sha.js), with their licence. This build
/// of it needs neither inline styles nor workers from blobs. The service on AWS has none of it: there each site serves the widget itself.
/// </summary>
internal static class AltchaFiles
{
    /// <summary><c>/altcha/altcha.js</c>, <c>/altcha/sha.js</c> and <c>/altcha/LICENSE.txt</c></summary>
    public static void MapAltcha(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "altcha.js", "text/javascript; charset=utf-8");
        Map(endpoints, "sha.js", "text/javascript; charset=utf-8");
        Map(endpoints, "LICENSE.txt", "text/plain; charset=utf-8");
    }

    private static void Map(IEndpointRouteBuilder endpoints, string name, string type)
    {
        var file = new Lazy<byte[]>(() => Assets.Bytes($"Start.Altcha.{name}"));
        endpoints.MapGet($"/altcha/{name}", () => Results.Bytes(file.Value, type));
    }
}
