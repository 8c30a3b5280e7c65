using System.Security.Cryptography;
using System.Text;

namespace MobileDist.Signing.Tests.Keystores;

/// <summary>The digest at the end of JKS and JCEKS, for stores that a test put together.</summary>
internal static class JavaSeal
{
    public static byte[] Add(byte[] body, string password) =>
        [.. body, .. SHA1.HashData([.. Encoding.BigEndianUnicode.GetBytes(password), .. "Mighty Aphrodite"u8, .. body])];
}
