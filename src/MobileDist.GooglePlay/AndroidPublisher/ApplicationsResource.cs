using Google.Apis.AndroidPublisher.v3.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.AndroidPublisher.v3;

/// <summary>What can be asked about an app without an edit.</summary>
internal sealed class ApplicationsResource(IClientService service)
{
    public TracksResource Tracks { get; } = new(service);

    internal sealed class TracksResource(IClientService service)
    {
        public ReleasesResource Releases { get; } = new(service);

        /// <summary>How far the releases of a track are, after their commit.</summary>
        internal sealed class ReleasesResource(IClientService service)
        {
            /// <param name="parent"><c>applications/com.acme.shop/tracks/internal</c>.</param>
            public ListRequest List(string parent) => new(service, parent);

            public sealed class ListRequest : AndroidPublisherBaseServiceRequest<ListReleaseSummariesResponse>
            {
                public ListRequest(IClientService service, string parent)
                    : base(service, "list", "GET", "androidpublisher/v3/{+parent}/releases")
                {
                    Parent = parent;
                    Accept("parent", "path");
                }

                [RequestParameter("parent", RequestParameterType.Path)]
                public string Parent { get; }
            }
        }
    }
}
