using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>
/// Finds what an app is to be signed with. A profile is an allow-list with wildcards and never copied as it is (Apple TN3125): what the
/// app needs comes from the user's file or its last signature, and must be granted.
/// </summary>
public static class AppEntitlements
{
    /// <summary>Derives the entitlements of one bundle.</summary>
    public static EntitlementResult Derive(ProvisioningProfile profile, EntitlementRequest request)
    {
        var derivation = new Derivation(profile, request);
        derivation.AddOwn();
        derivation.AddAsked();
        derivation.AddKeychainGroups();
        derivation.AddClip();
        return derivation.ToEntitlements();
    }

    private sealed class Derivation(ProvisioningProfile profile, EntitlementRequest request)
    {
        private readonly EntitlementSource _source = new(profile, request);
        private readonly SortedDictionary<string, PropertyListValue> _result = new(StringComparer.Ordinal);
        private readonly List<Fault> _faults = [];

        private string Identifier => $"{profile.Prefix}.{request.BundleIdentifier}";

        public EntitlementResult ToEntitlements() => new(new PropertyListDictionary([.. _result]), [.. _faults]);

        /// <summary>What the profile alone decides.</summary>
        public void AddOwn()
        {
            if (!request.IsService || profile.Covers(request.BundleIdentifier))
            {
                _result[EntitlementKeys.ApplicationIdentifier] = new PropertyListString(Identifier);
            }

            _result[EntitlementKeys.TeamIdentifier] = new PropertyListString(profile.TeamId);
            var debuggable = profile.Kind == ProfileKind.Development && IsGranted(EntitlementKeys.GetTaskAllow);
            _result[EntitlementKeys.GetTaskAllow] = new PropertyListBoolean(debuggable);
            if (IsGranted(EntitlementKeys.BetaReports))
            {
                _result[EntitlementKeys.BetaReports] = new PropertyListBoolean(true);
            }

            // An earlier signature was often made for development; only who writes it for this one means it.
            if (!debuggable && request.Asked?.Find(EntitlementKeys.GetTaskAllow) is PropertyListBoolean { Value: true })
            {
                _faults.Add(AppleIdentityFaults.DebuggerNotAllowed(request, profile));
            }
        }

        public void AddAsked()
        {
            foreach (var (key, value) in _source.Entitlements?.Entries ?? [])
            {
                if (!EntitlementKeys.IsDerived(key) && !EntitlementKeys.IsProfileOnly(key) && key is not EntitlementKeys.KeychainGroups)
                {
                    Add(key, _source.Translate(value));
                }
            }

            if (_result.ContainsKey(EntitlementKeys.CloudServices) && !_result.ContainsKey(EntitlementKeys.CloudEnvironment) && profile.Entitlements.Find(EntitlementKeys.CloudEnvironment) is { } environment)
            {
                _result[EntitlementKeys.CloudEnvironment] = CloudEnvironment(environment);
            }
        }

        public void AddKeychainGroups()
        {
            var groups = _source.Entitlements?.Find(EntitlementKeys.KeychainGroups);
            if (groups is null && request.IsService)
            {
                return;
            }

            if (profile.Entitlements.Find(EntitlementKeys.KeychainGroups) is null)
            {
                if (groups is not null)
                {
                    _faults.Add(AppleIdentityFaults.NotGranted(request, EntitlementKeys.KeychainGroups, groups, profile));
                }

                return;
            }

            var own = new PropertyListString(Identifier);
            var items = (groups is null ? null : _source.Translate(groups)) switch
            {
                PropertyListArray { Items.IsEmpty: false } list => list.Items,
                PropertyListString one => [one],
                _ => [own],
            };
            Grant(EntitlementKeys.KeychainGroups, new PropertyListArray([.. items.Select(item => EntitlementValue.IsWildcard(item) ? own : item).Distinct()]));
        }

        public void AddClip()
        {
            if (request.ClipOf is not null)
            {
                Grant(EntitlementKeys.OnDemandInstall, new PropertyListBoolean(true));
                Grant(EntitlementKeys.ParentApplications, new PropertyListArray([new PropertyListString($"{profile.Prefix}.{request.ClipOf}")]));
            }

            // Xcode writes it by itself: no project asks for it. Without it the clip belongs to no app.
            if (!request.Clips.IsEmpty && profile.Entitlements.Find(EntitlementKeys.AssociatedClips) is not null)
            {
                Grant(EntitlementKeys.AssociatedClips, new PropertyListArray([.. request.Clips.Select(clip => new PropertyListString($"{profile.Prefix}.{clip}"))]));
            }
        }

        private void Add(string key, PropertyListValue asked)
        {
            var granted = profile.Entitlements.Find(key);
            switch (key)
            {
                case EntitlementKeys.OnDemandInstall or EntitlementKeys.ParentApplications when request.ClipOf is not null:
                    break;
                case EntitlementKeys.Push when granted is PropertyListString:
                    // Projects say "development" for good; Xcode too puts the profile's word there.
                    _result[key] = granted;
                    break;
                case EntitlementKeys.CloudEnvironment when granted is not null:
                    _result[key] = CloudEnvironment(granted);
                    break;
                case EntitlementKeys.KeyValueStore when EntitlementValue.IsWildcard(asked):
                    Grant(key, new PropertyListString(Identifier));
                    break;
                default:
                    if (_source.IsOfAnotherTeam && EntitlementKeys.IsTeamBound(key) && granted is not null && IsConcrete(granted))
                    {
                        _result[key] = granted;
                    }
                    else if (Concrete(key, asked) is { } concrete)
                    {
                        Grant(key, concrete);
                    }

                    break;
            }
        }

        /// <summary>The value without what only a profile may say; null when nothing is left of it.</summary>
        private PropertyListValue? Concrete(string key, PropertyListValue asked)
        {
            if (key is EntitlementKeys.PassTypes || IsConcrete(asked))
            {
                return asked;
            }

            if (_source.IsAsked)
            {
                _faults.Add(AppleIdentityFaults.EntitlementWildcard(request, key, asked));
                return null;
            }

            // Some tools sign with the profile's own list; such an entry does not say what the app needs.
            return asked is PropertyListArray list && list.Items.RemoveAll(EntitlementValue.IsWildcard) is { IsEmpty: false } rest ? new PropertyListArray(rest) : null;
        }

        private void Grant(string key, PropertyListValue asked)
        {
            if (EntitlementSource.UnknownVariable(asked) is { } variable)
            {
                _faults.Add(AppleIdentityFaults.EntitlementVariable(request, key, variable));
            }
            else if (EntitlementValue.Unsignable(asked) is { } kind)
            {
                _faults.Add(AppleIdentityFaults.EntitlementUnsignable(request, key, kind));
            }
            else if (profile.Entitlements.Find(key) is { } granted && EntitlementValue.Grants(granted, asked))
            {
                _result[key] = asked;
            }
            else if (asked is not PropertyListBoolean { Value: false })
            {
                _faults.Add(AppleIdentityFaults.NotGranted(request, key, asked, profile));
            }
        }

        private PropertyListString CloudEnvironment(PropertyListValue granted)
        {
            var wanted = new PropertyListString(profile.Kind == ProfileKind.Development ? "Development" : "Production");
            return granted switch
            {
                PropertyListArray list when list.Items.Contains(wanted) => wanted,
                PropertyListArray { Items: [PropertyListString only, ..] } => only,
                PropertyListString { Value: not "*" } text => text,
                _ => wanted,
            };
        }

        private bool IsGranted(string key) => profile.Entitlements.Find(key) is PropertyListBoolean { Value: true };

        private static bool IsConcrete(PropertyListValue value) =>
            !EntitlementValue.IsWildcard(value) && !(value is PropertyListArray list && list.Items.Any(EntitlementValue.IsWildcard));
    }
}
