using Google.Apis.AndroidPublisher.v3.Data;
using Google.Apis.Services;
using Google.Apis.Upload;
using Google.Apis.Util;

namespace Google.Apis.AndroidPublisher.v3;

/// <summary>Internal app sharing: a link for one package, without tracks, edits, or reviews.</summary>
internal sealed class InternalappsharingartifactsResource(IClientService service)
{
    private const string Artifacts = "upload/androidpublisher/v3/applications/internalappsharing/{packageName}/artifacts/";

    public UploadapkMediaUpload Uploadapk(string packageName, Stream stream, string contentType) => new(service, packageName, stream, contentType);

    public UploadbundleMediaUpload Uploadbundle(string packageName, Stream stream, string contentType) => new(service, packageName, stream, contentType);

    public sealed class UploadapkMediaUpload(IClientService service, string packageName, Stream stream, string contentType)
        : ResumableUpload<string, InternalAppSharingArtifact>(service, Artifacts + "apk", "POST", stream, contentType)
    {
        [RequestParameter("packageName", RequestParameterType.Path)]
        public string PackageName { get; } = packageName;
    }

    public sealed class UploadbundleMediaUpload(IClientService service, string packageName, Stream stream, string contentType)
        : ResumableUpload<string, InternalAppSharingArtifact>(service, Artifacts + "bundle", "POST", stream, contentType)
    {
        [RequestParameter("packageName", RequestParameterType.Path)]
        public string PackageName { get; } = packageName;
    }
}
