using Cake.Core.IO;

namespace Cake.Frosting;

/// <summary>The working directory that the host asks for; <c>--working</c> goes over it.</summary>
internal sealed record HostWorkingDirectory(DirectoryPath Path);
