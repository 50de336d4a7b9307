using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Http.Forms.Corrections;

/// <summary>Where and how a form was posted.</summary>
/// <param name="Reference">
/// Its address, relative to itself: whatever gateways put before our paths, it is right, and unlike an empty one it takes no fragment along, which a
/// redirect would hand on to the visitor's next page.
/// </param>
/// <param name="Multipart">True for multipart/form-data.</param>
internal sealed record PostedTo(string Reference, bool Multipart)
{
    public static PostedTo Of(HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        return new PostedTo($"./{path[(path.LastIndexOf('/') + 1)..]}", request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true);
    }
}
