using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;
using Tieout.Host.Configuration;

namespace Tieout.Host.Secrets;

/// <summary>
/// The keys of the encrypted store: files of ASP.NET Core Data Protection, in a folder that is not
/// the hub's, so that a copy of the hub's data alone opens nothing.
/// </summary>
/// <param name="folder">Absolute.</param>
/// <param name="certificates">
/// PEM files, each with an RSA certificate and its private key: the first protects new keys, all
/// of them open keys. Without one, keys lie in clear in the folder, which is its owner's only.
/// </param>
public sealed class KeyRing(string folder, params IReadOnlyList<string> certificates)
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string FolderVariable = "TIEOUT_KEYS";

    /// <summary>The environment variable that names the certificates, parted as in PATH.</summary>
    public const string CertificateVariable = "TIEOUT_KEYS_CERTIFICATE";

    /// <summary>Part of what every key is derived with; another one opens nothing.</summary>
    private const string Application = "tieout";

    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Where the keys are.</summary>
    public string Folder { get; } = folder;

    /// <summary>The one that the environment names, else the one in the user's home.</summary>
    /// <exception cref="SecretMissingException">Neither is there.</exception>
    public static KeyRing OfThisUser()
    {
        var certificates = Environment.GetEnvironmentVariable(CertificateVariable) ?? string.Empty;
        return new KeyRing(
            FolderOfThisUser(),
            [
                .. certificates
                    .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                    .Select(Path.GetFullPath),
            ]
        );
    }

    /// <summary>Opens what was protected; makes no folder and no key.</summary>
    /// <exception cref="SecretMissingException">There are no keys, or they are open to others.</exception>
    internal string Unprotect(SecretName name, string text)
    {
        if (!Directory.Exists(Folder))
        {
            throw new SecretMissingException(
                $"The keys of the store of secrets are not there: {Folder} does not exist. "
                    + $"Name the folder that they are in with {FolderVariable}, or bring it back."
            );
        }

        RequireClosed();
        var provider = Provider(mayMakeKey: false);
        return ProtectorOf(provider, name).Unprotect(text);
    }

    /// <summary>A file of a key that is none, cut short or something else, and what to do; none where all can be read.</summary>
    internal string? WhyBroken() =>
        Directory
            .EnumerateFiles(Folder, "key-*.xml")
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(IsBroken)
            is { } file
            ? $"{file} is no key that can be read, and beside it no other is. Bring it back from a copy, or move it away if "
                + "the secrets open without it."
            : null;

    private static bool IsBroken(string file)
    {
        try
        {
            _ = XDocument.Load(file);
            return false;
        }
        catch (XmlException)
        {
            return true;
        }
    }

    /// <summary>Protects a text for one name; the first time, the folder and a key are made.</summary>
    /// <exception cref="SecretMissingException">The keys are open to others, or cannot be used.</exception>
    internal string Protect(SecretName name, string text)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(Folder, OwnersFolder);
        }

        RequireClosed();
        try
        {
            var result = ProtectorOf(Provider(mayMakeKey: true), name).Protect(text);
            if (!OperatingSystem.IsWindows())
            {
                foreach (var key in Keys())
                {
                    File.SetUnixFileMode(key, OwnersFile);
                }
            }

            return result;
        }
        catch (CryptographicException e)
        {
            throw new SecretMissingException(
                $"The keys of the store of secrets in {Folder} cannot be used: {e.Message} "
                    + "Bring that folder back as it was.",
                e
            );
        }
    }

    private static string FolderOfThisUser()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
        {
            return Path.GetFullPath(named);
        }

        var home = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify
        );
        return home.Length > 0
            ? Path.Combine(home, "tieout", "keys")
            : throw new SecretMissingException(
                "There is no home folder for the keys of the store of secrets; name a folder for "
                    + $"them with the environment variable {FolderVariable}."
            );
    }

    private static IDataProtector ProtectorOf(IDataProtectionProvider provider, SecretName name) =>
        provider.CreateProtector("Tieout.Secrets", "v1", name.Text);

    /// <summary>Reads the keys anew, so that one that another process has made is among them.</summary>
    private IDataProtectionProvider Provider(bool mayMakeKey)
    {
        var opened = certificates.Select(Open).ToArray();
        if (opened.Length == 0 && Keys().Any(IsForCertificate))
        {
            throw new SecretMissingException(
                $"The keys of the store of secrets in {Folder} are protected by a certificate; "
                    + $"name its file with the environment variable {CertificateVariable}."
            );
        }

        var directory = new DirectoryInfo(Folder);
        return DataProtectionProvider.Create(
            directory,
            builder =>
            {
                _ = builder.SetApplicationName(Application);
                if (!mayMakeKey)
                {
                    _ = builder.AddKeyManagementOptions(x =>
                        x.XmlRepository = new ReadOnlyKeys(
                            new FileSystemXmlRepository(directory, NullLoggerFactory.Instance)
                        )
                    );
                }

                if (opened.Length > 0)
                {
                    _ = builder
                        .ProtectKeysWithCertificate(opened[0])
                        .UnprotectKeysWithAnyCertificate(opened);
                }
                else if (OperatingSystem.IsWindows())
                {
                    _ = builder.ProtectKeysWithDpapi();
                }
            }
        );
    }

    private static X509Certificate2 Open(string file)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(file);
            return certificate.GetRSAPublicKey() is not null
                ? certificate
                : throw new CryptographicException("it is not one for RSA.");
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SecretMissingException(
                $"The certificate {file}, which {CertificateVariable} names, cannot be used: "
                    + $"{e.Message} It has to be a PEM file with a certificate and its private key.",
                e
            );
        }
    }

    private static bool IsForCertificate(string key) =>
        File.ReadAllText(key).Contains("EncryptedXmlDecryptor", StringComparison.Ordinal);

    private IEnumerable<string> Keys() =>
        Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "key-*.xml") : [];

    /// <summary>Who can read the keys can read the secrets.</summary>
    private void RequireClosed()
    {
        const UnixFileMode others =
            UnixFileMode.GroupRead
            | UnixFileMode.GroupWrite
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite
            | UnixFileMode.OtherExecute;
        if (
            !OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(Folder) & others) != UnixFileMode.None
        )
        {
            throw new SecretMissingException(
                $"The keys of the store of secrets in {Folder} are open to others on this machine; "
                    + $"close the folder: chmod 700 {Folder}"
            );
        }
    }
}
