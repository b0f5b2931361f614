use super::*;

fn key(seed: u8) -> SecretKey {
    SecretKey::of_seed(&[seed; 32])
}

#[test]
fn a_signature_holds_for_its_key_and_message_and_for_nothing_else() {
    let (mine, other) = (key(1), key(2));
    let signature = sign(&mine, b"head\n");
    assert_eq!(verify(&mine.public(), b"head\n", &signature), Ok(()));
    assert_eq!(verify(&mine.public(), b"head", &signature), Err(Invalid::Wrong));
    assert_eq!(verify(&other.public(), b"head\n", &signature), Err(Invalid::OtherKey));
    assert_eq!(verify(&mine.public(), b"head\n", "U1NIU0lH"), Err(Invalid::Unreadable));
    assert_eq!(verify(&mine.public(), b"head\n", "not base64"), Err(Invalid::Unreadable));
    let bytes = STANDARD.decode(&signature).unwrap();
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        assert!(verify(&mine.public(), b"head\n", &STANDARD.encode(changed)).is_err(), "byte {place}");
    }
    for length in 0..bytes.len() {
        assert!(verify(&mine.public(), b"head\n", &STANDARD.encode(&bytes[..length])).is_err(), "{length} bytes");
    }
}

#[test]
fn a_signature_made_for_another_purpose_is_refused() {
    let bytes = STANDARD.decode(sign(&key(1), b"x")).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(text.contains(NAMESPACE));
    let at = bytes.windows(NAMESPACE.len()).position(|part| part == NAMESPACE.as_bytes()).unwrap();
    let mut other = bytes.clone();
    other[at..at + NAMESPACE.len()].copy_from_slice(b"contract");
    assert_eq!(verify(&key(1).public(), b"x", &STANDARD.encode(other)), Err(Invalid::Namespace));
}

#[test]
fn keys_are_read_back_from_the_files_they_are_written_to() {
    let mine = key(7);
    let file = mine.to_file("anna");
    assert!(file.lines().all(|line| line.len() <= 70));
    assert_eq!(SecretKey::of_file(&file).unwrap().public(), mine.public());
    let line = format!("{} anna@desk", mine.public());
    assert_eq!(PublicKey::parse(&line), Some(mine.public()));
    for bad in ["", "ssh-rsa AAAA", "ssh-ed25519", "ssh-ed25519 !!", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"] {
        assert_eq!(PublicKey::parse(bad), None, "{bad}");
    }
    let refused = SecretKey::of_file("-----BEGIN RSA PRIVATE KEY-----").unwrap_err();
    assert!(refused.to_string().contains("ed25519"), "{refused}");
    assert!(!format!("{mine:?}").contains("[7"), "a private key is never printed");
}

#[test]
fn a_fingerprint_is_written_as_ssh_keygen_writes_it() {
    let print = key(1).public().fingerprint();
    assert!(print.starts_with("SHA256:") && print.len() == 50, "{print}");
}

#[test]
fn the_frame_around_a_signature_has_lines_of_seventy() {
    let file = armoured(&sign(&key(1), b"x"));
    assert!(file.starts_with("-----BEGIN SSH SIGNATURE-----\n") && file.ends_with("\n-----END SSH SIGNATURE-----\n"));
    assert!(file.lines().all(|line| line.len() <= 70));
    assert!(allowed_signer("anna", &key(1).public(), [None, None]).starts_with("anna namespaces=\"oretrail\" ssh-ed25519 AAAA"));
}
