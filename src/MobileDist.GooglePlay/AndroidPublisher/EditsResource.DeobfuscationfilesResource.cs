using Google.Apis.AndroidPublisher.v3.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.AndroidPublisher.v3;

internal sealed partial class EditsResource
{
    /// <summary>What makes crash reports readable.</summary>
    internal sealed class DeobfuscationfilesResource(IClientService service)
    {
        public UploadMediaUpload Upload(
            string packageName, string editId, int apkVersionCode, UploadMediaUpload.DeobfuscationFileTypeEnum deobfuscationFileType, Stream stream, string contentType) =>
            new(service, packageName, editId, apkVersionCode, deobfuscationFileType, stream, contentType);

        public sealed class UploadMediaUpload(
            IClientService service, string packageName, string editId, int apkVersionCode, UploadMediaUpload.DeobfuscationFileTypeEnum deobfuscationFileType, Stream stream, string contentType)
            : EditUpload<DeobfuscationFilesUploadResponse>(service, "apks/{apkVersionCode}/deobfuscationFiles/{deobfuscationFileType}", packageName, editId, stream, contentType)
        {
            /// <summary>What the file is.</summary>
            public enum DeobfuscationFileTypeEnum
            {
                [StringValue("deobfuscationFileTypeUnspecified")]
                DeobfuscationFileTypeUnspecified = 0,

                /// <summary>The mapping of R8 or ProGuard.</summary>
                [StringValue("proguard")]
                Proguard = 1,

                /// <summary>A zip of debug symbols of native libraries.</summary>
                [StringValue("nativeCode")]
                NativeCode = 2,
            }

            [RequestParameter("apkVersionCode", RequestParameterType.Path)]
            public int ApkVersionCode { get; } = apkVersionCode;

            [RequestParameter("deobfuscationFileType", RequestParameterType.Path)]
            public DeobfuscationFileTypeEnum DeobfuscationFileType { get; } = deobfuscationFileType;
        }
    }
}
