using Google.Apis.Services;

namespace Google.Apis.AndroidPublisher.v3;

/// <summary>
/// The Google Play Developer API, as far as this project calls it
/// (https://developers.google.com/android-publisher/api-ref/rest). Types and members are named as in the package
/// <c>Google.Apis.AndroidPublisher.v3</c>, so that it can take this folder's place.
/// </summary>
internal sealed class AndroidPublisherService : BaseClientService
{
    public const string Version = "v3";

    private const string StandardAddress = "https://androidpublisher.googleapis.com/";

    public AndroidPublisherService(Initializer initializer)
        : base(initializer)
    {
        Applications = new ApplicationsResource(this);
        Edits = new EditsResource(this);
        Generatedapks = new GeneratedapksResource(this);
        Internalappsharingartifacts = new InternalappsharingartifactsResource(this);
    }

    public ApplicationsResource Applications { get; }

    public EditsResource Edits { get; }

    public GeneratedapksResource Generatedapks { get; }

    public InternalappsharingartifactsResource Internalappsharingartifacts { get; }

    public override string Name => "androidpublisher";

    public override string BaseUri => BaseUriOverride ?? StandardAddress;

    public override string BasePath => "";

    public override IList<string> Features => [];
}
