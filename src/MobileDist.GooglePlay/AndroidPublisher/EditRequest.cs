using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.AndroidPublisher.v3;

/// <summary>A request inside of an edit.</summary>
internal abstract class EditRequest<TResponse> : PackageRequest<TResponse>
{
    protected EditRequest(IClientService service, string methodName, string httpMethod, string restPath, string packageName, string editId, object? body = null)
        : base(service, methodName, httpMethod, "edits/{editId}" + restPath, packageName, body)
    {
        EditId = editId;
        Accept("editId", "path");
    }

    [RequestParameter("editId", RequestParameterType.Path)]
    public string EditId { get; }
}
