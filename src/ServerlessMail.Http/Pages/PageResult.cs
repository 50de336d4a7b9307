using System.Text;
using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Http.Pages;

/// <summary>Answers a request with a page.</summary>
public sealed class PageResult(Page page) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = Encoding.UTF8.GetBytes(PageLayout.Render(page).ToString());
        var response = httpContext.Response;
        response.StatusCode = page.Status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.ContentLanguage = page.Language;
        response.Headers.ContentSecurityPolicy = PageLayout.Policy(page);
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
