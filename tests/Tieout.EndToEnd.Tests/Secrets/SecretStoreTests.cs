using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Data.Sqlite;
using Tieout.Host.Configuration;
using Tieout.Host.Secrets;

namespace Tieout.EndToEnd.Tests.Secrets;

/// <summary>The encrypted store keeps values for whoever has the keys, and for nobody else.</summary>
public sealed class SecretStoreTests : IDisposable
{
    private const string Value = "hunt/er2+7f3a9 c41d6";
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 2, 12, 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-").FullName;

    private string Data => Path.Combine(_folder, "hub", ".tieout");

    private string Keys => Path.Combine(_folder, "keys");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ledger", true)]
    [InlineData("Stripe_webhook-2", true)]
    [InlineData("12345678901234567890123456789012345678901234567890", true)]
    [InlineData("123456789012345678901234567890123456789012345678901", false)]
    [InlineData("", false)]
    [InlineData("with blank", false)]
    [InlineData("../ledger", false)]
    [InlineData("kassenschlüssel", false)]
    [InlineData("ledger\n", false)]
    public void A_name_is_of_letters_digits_and_two_signs(string text, bool isName) =>
        Assert.Equal(isName, SecretName.TryParse(text, out _));

    [Fact]
    public void What_is_set_is_read_and_listed_without_its_value()
    {
        var store = Store();

        Assert.False(store.Set(Name("ledger"), Value, Now));
        Assert.False(store.Set(Name("crm"), "-----BEGIN\nof many lines\n", Now));

        Assert.Equal(Value, Store().Read(Name("ledger")));
        Assert.Equal("-----BEGIN\nof many lines\n", Store().Read(Name("crm")));
        Assert.Equal([new StoredSecret("crm", Now), new StoredSecret("ledger", Now)], store.List());
        Assert.All(
            Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories),
            x => Assert.DoesNotContain(Value, Bytes(x), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_store_takes_nothing_with_keys_that_do_not_open_what_it_has()
    {
        Store().Set(Name("ledger"), Value, Now);
        var ring = new KeyRing(Keys + "-other");
        new SecretStore(Data + "-other", ring).Set(Name("ledger"), Value, Now);
        var other = new SecretStore(Data, ring);

        var refused = Assert.Throws<SecretMissingException>(() => other.Set(Name("crm"), "x", Now));

        Assert.Contains("do not open what is in", refused.Message, StringComparison.Ordinal);
        Assert.Contains(": ledger.", refused.Message, StringComparison.Ordinal);
        Assert.Equal([new StoredSecret("ledger", Now)], Store().List());
        // Its own entry may be set anew, whatever it was set with.
        Assert.True(other.Set(Name("ledger"), Value, Now));
        Assert.Equal(Value, other.Read(Name("ledger")));
    }

    [Fact]
    public void A_damaged_entry_does_not_stop_one_that_opens_from_being_set()
    {
        var store = Store();
        store.Set(Name("ledger"), Value, Now);
        store.Set(Name("crm"), "x", Now);
        Change(store, "UPDATE secret SET value = 'damaged' WHERE name = 'crm'");

        Assert.True(store.Set(Name("ledger"), "another", Now));

        Assert.Equal("another", store.Read(Name("ledger")));
        Assert.Throws<SecretMissingException>(() => store.Set(Name("bank"), "y", Now));
    }

    [Fact]
    public void What_is_replaced_or_removed_is_gone_from_the_file()
    {
        var store = Store();
        store.Set(Name("ledger"), Value, Now);
        var first = Assert.Single(Encrypted(store));

        Assert.True(store.Set(Name("ledger"), "another", Now + Duration.FromDays(1)));

        Assert.Equal("another", store.Read(Name("ledger")));
        Assert.Equal(Now + Duration.FromDays(1), Assert.Single(store.List()).Set);
        var second = Assert.Single(Encrypted(store));
        Assert.NotEqual(first, second);

        Assert.True(store.Remove(Name("ledger")));
        Assert.False(store.Remove(Name("ledger")));
        Assert.Empty(store.List());
        Assert.Empty(Encrypted(store));
        Told(() => store.Read(Name("ledger")), store.File, "'tieout secret set ledger'");
    }

    [Fact]
    public void A_store_that_is_not_there_is_empty_and_not_made()
    {
        var store = Store();

        Assert.Empty(store.List());
        Assert.False(store.Remove(Name("ledger")));
        Told(() => store.Read(Name("ledger")), store.File, "'tieout secret set ledger'");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_value_that_was_put_under_another_name_is_not_opened()
    {
        var store = Store();
        store.Set(Name("harmless"), "x", Now);
        store.Set(Name("ledger"), Value, Now);
        Change(
            store,
            "UPDATE secret SET value = (SELECT value FROM secret WHERE name = 'ledger') WHERE name = 'harmless'"
        );

        Told(() => store.Read(Name("harmless")), "'harmless'", store.File);
    }

    [Fact]
    public void Only_the_owner_can_look_at_keys_and_store()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        var store = Store();
        store.Set(Name("ledger"), Value, Now);

        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(file, File.GetUnixFileMode(store.File));
        Assert.Equal(file | UnixFileMode.UserExecute, File.GetUnixFileMode(Keys));
        Assert.Equal(file, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(Keys))));

        File.SetUnixFileMode(Keys, file | UnixFileMode.UserExecute | UnixFileMode.GroupRead);
        Told(() => store.Read(Name("ledger")), $"chmod 700 {Keys}");
        Told(() => store.Set(Name("crm"), Value, Now), $"chmod 700 {Keys}");
    }

    [Fact]
    public void Keys_are_never_within_the_data_that_somebody_copies()
    {
        foreach (var keys in new[] { Data, Path.Combine(Data, "keys") })
        {
            var store = new SecretStore(Data, new KeyRing(keys));
            Told(() => store.Set(Name("ledger"), Value, Now), Data, "TIEOUT_KEYS");
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        var beside = new SecretStore(Data, new KeyRing(Data + "-keys"));
        Assert.False(beside.Set(Name("ledger"), Value, Now));
    }

    [Theory]
    [InlineData("this is no database, and has never been one")]
    [InlineData("SQLite format 3\0 and then nothing of the kind")]
    public void A_broken_file_is_told_with_what_to_do_next(string content)
    {
        var store = Store();
        store.Set(Name("ledger"), Value, Now);
        File.WriteAllText(store.File, content);

        foreach (var act in Acts(store))
        {
            Told(act, store.File, "set its secrets again");
        }

        Assert.Equal(content, File.ReadAllText(store.File));
    }

    [Fact]
    public void A_file_of_another_kind_or_version_is_left_alone()
    {
        var store = Store();
        store.Set(Name("ledger"), Value, Now);
        Change(store, "PRAGMA user_version = 2");

        foreach (var act in Acts(store))
        {
            Told(act, store.File, "the version of tieout that wrote it");
        }
    }

    [Fact]
    public void A_file_without_a_table_is_an_empty_store()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllBytes(Path.Combine(Data, "secrets.db"), []);

        Assert.Empty(Store().List());
        Assert.False(Store().Set(Name("ledger"), Value, Now));
        Assert.Equal(Value, Store().Read(Name("ledger")));
    }

    [Fact]
    public async Task Who_writes_at_the_same_time_loses_nothing()
    {
        const int writers = 4;
        const int each = 10;
        await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(writer =>
                    Task.Run(
                        () =>
                        {
                            for (var i = 0; i < each; i++)
                            {
                                Store().Set(Name($"w{writer}-{i}"), $"{writer} {i}", Now);
                            }
                        },
                        TestContext.Current.CancellationToken
                    )
                )
        );

        Assert.Equal(writers * each, Store().List().Count);
        for (var writer = 0; writer < writers; writer++)
        {
            Assert.Equal($"{writer} 0", Store().Read(Name($"w{writer}-0")));
            Assert.Equal($"{writer} 9", Store().Read(Name($"w{writer}-9")));
        }
    }

    private static Action[] Acts(SecretStore store) =>
        [
            () => store.List(),
            () => store.Read(Name("ledger")),
            () => store.Remove(Name("ledger")),
            () => store.Set(Name("ledger"), Value, Now),
        ];

    private static void Told(Action act, params string[] parts)
    {
        var told = Assert.Throws<SecretMissingException>(act).Message;
        Assert.All(parts, x => Assert.Contains(x, told, StringComparison.Ordinal));
        Assert.DoesNotContain(Value, told, StringComparison.Ordinal);
    }

    private static SecretName Name(string text)
    {
        Assert.True(SecretName.TryParse(text, out var name));
        return name;
    }

    private static string Bytes(string file) => Encoding.Latin1.GetString(File.ReadAllBytes(file));

    /// <summary>All that Data Protection has written into the file; each begins alike.</summary>
    private static IReadOnlyList<string> Encrypted(SecretStore store) =>
        [.. Bytes(store.File).Split("CfDJ8").Skip(1).Select(x => x[..80])];

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The texts are literals of these tests."
    )]
    private static void Change(SecretStore store, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={store.File};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private SecretStore Store() => new(Data, new KeyRing(Keys));
}
