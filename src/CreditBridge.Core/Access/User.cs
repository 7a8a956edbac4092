namespace CreditBridge.Core.Access;

/// <summary>A person who signs in: staff, or a learner (then <see cref="LearnerId"/> says which).</summary>
public sealed class User
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }
    public required string Email { get; set; }
    public required Role Role { get; set; }

    /// <summary>The department a faculty approver speaks for.</summary>
    public string? DepartmentCode { get; set; }
    public Guid? LearnerId { get; set; }
    public DateTime? DisabledAt { get; set; }

    /// <summary>The identity provider's <c>iss</c> and <c>sub</c>: what this person is known by there, whatever becomes of name and address.</summary>
    [ExternalId]
    public string? IdentityIssuer { get; set; }

    [ExternalId]
    public string? IdentitySubject { get; set; }
    public DateTime? LastSignedInAt { get; set; }

    /// <summary>The administrator who put this person on the list: their role is the one given here, whatever their campus account says. Null: the role follows the campus account.</summary>
    public string? ListedBy { get; set; }
}
