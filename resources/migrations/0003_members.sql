-- Which images a project is a member of: what a listing asks that is not an administrator's.

CREATE INDEX image_members_by_member ON image_members (member, status);
