using Google.Apis.Services;
using Google.Apis.Upload;
using Google.Apis.Util;

namespace Google.Apis.AndroidPublisher.v3;

/// <summary>An upload into an edit; the answer to its last part is the resource.</summary>
internal abstract class EditUpload<TResponse> : ResumableUpload<string, TResponse>
{
    protected EditUpload(IClientService service, string restPath, string packageName, string editId, Stream stream, string contentType)
        : base(service, "upload/androidpublisher/v3/applications/{packageName}/edits/{editId}/" + restPath, "POST", stream, contentType)
    {
        PackageName = packageName;
        EditId = editId;
    }

    [RequestParameter("packageName", RequestParameterType.Path)]
    public string PackageName { get; }

    [RequestParameter("editId", RequestParameterType.Path)]
    public string EditId { get; }
}
