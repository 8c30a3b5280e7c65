using System.Net.Http.Headers;

namespace MobileDist.AppStoreConnect;

/// <summary>A request that can be made more than once.</summary>
/// <param name="Method">What to do.</param>
/// <param name="Path">Below the API's address, escaped, with its parameters.</param>
/// <param name="Body">JSON in UTF-8.</param>
internal sealed record AppleRequest(HttpMethod Method, string Path, byte[]? Body = null)
{
    /// <summary>How long Apple may take for it.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Whether it is about something so new that Apple may not find it everywhere yet: a refusal for that reason is
    /// tried again.
    /// </summary>
    public bool IsAboutNewThing { get; init; }

    public bool IsWrite => Method != HttpMethod.Get;

    public static AppleRequest Get(string path) => new(HttpMethod.Get, path);

    public HttpRequestMessage ToMessage(Uri address, Secret token)
    {
        var message = new HttpRequestMessage(Method, address);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        message.Headers.Accept.ParseAdd("application/json");
        message.Headers.UserAgent.ParseAdd("MobileDistPipeline");
        if (Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }
}
