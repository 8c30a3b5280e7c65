using Google.Apis.AndroidPublisher.v3.Data;
using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.AndroidPublisher.v3;

/// <summary>Edits: all changes of an app are made in one, and take effect with its commit.</summary>
internal sealed partial class EditsResource(IClientService service)
{
    public ApksResource Apks { get; } = new(service);

    public BundlesResource Bundles { get; } = new(service);

    public DeobfuscationfilesResource Deobfuscationfiles { get; } = new(service);

    public DetailsResource Details { get; } = new(service);

    public TestersResource Testers { get; } = new(service);

    public TracksResource Tracks { get; } = new(service);

    public InsertRequest Insert(AppEdit body, string packageName) => new(service, body, packageName);

    public GetRequest Get(string packageName, string editId) => new(service, packageName, editId);

    public ValidateRequest Validate(string packageName, string editId) => new(service, packageName, editId);

    public CommitRequest Commit(string packageName, string editId) => new(service, packageName, editId);

    public DeleteRequest Delete(string packageName, string editId) => new(service, packageName, editId);

    public sealed class InsertRequest(IClientService service, AppEdit body, string packageName)
        : PackageRequest<AppEdit>(service, "insert", "POST", "edits", packageName, body);

    public sealed class GetRequest(IClientService service, string packageName, string editId)
        : EditRequest<AppEdit>(service, "get", "GET", "", packageName, editId);

    public sealed class ValidateRequest(IClientService service, string packageName, string editId)
        : EditRequest<AppEdit>(service, "validate", "POST", ":validate", packageName, editId);

    public sealed class DeleteRequest(IClientService service, string packageName, string editId)
        : EditRequest<string>(service, "delete", "DELETE", "", packageName, editId);

    public sealed class CommitRequest : EditRequest<AppEdit>
    {
        public CommitRequest(IClientService service, string packageName, string editId)
            : base(service, "commit", "POST", ":commit", packageName, editId)
        {
            Accept("changesInReviewBehavior", "query", isRequired: false);
            Accept("changesNotSentForReview", "query", isRequired: false);
        }

        /// <summary>What becomes of changes that Google reviews right now.</summary>
        public enum ChangesInReviewBehaviorEnum
        {
            [StringValue("CHANGES_IN_REVIEW_BEHAVIOR_TYPE_UNSPECIFIED")]
            CHANGESINREVIEWBEHAVIORTYPEUNSPECIFIED = 0,

            /// <summary>Their review is cancelled, and all is sent together; so when nothing is said.</summary>
            [StringValue("CANCEL_IN_REVIEW_AND_SUBMIT")]
            CANCELINREVIEWANDSUBMIT = 1,

            /// <summary>The commit fails, and the edit stays.</summary>
            [StringValue("ERROR_IF_IN_REVIEW")]
            ERRORIFINREVIEW = 2,
        }

        [RequestParameter("changesInReviewBehavior", RequestParameterType.Query)]
        public ChangesInReviewBehaviorEnum? ChangesInReviewBehavior { get; set; }

        /// <summary>Whether the changes wait in the Play Console until somebody sends them for review.</summary>
        [RequestParameter("changesNotSentForReview", RequestParameterType.Query)]
        public bool? ChangesNotSentForReview { get; set; }
    }
}
