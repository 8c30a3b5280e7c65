using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.AndroidPublisher.v3;

/// <summary>A request about one track inside of an edit.</summary>
internal abstract class EditTrackRequest<TResponse> : EditRequest<TResponse>
{
    protected EditTrackRequest(IClientService service, string methodName, string httpMethod, string restPath, string packageName, string editId, string track, object? body = null)
        : base(service, methodName, httpMethod, restPath, packageName, editId, body)
    {
        Track = track;
        Accept("track", "path");
    }

    [RequestParameter("track", RequestParameterType.Path)]
    public string Track { get; }
}
